"""Measure 4, the part about sellers: referrals and support."""

from pages._measure import register_page

register_page(
    __name__,
    path="/hanvisningar",
    title="Hänvisningar och stöd",
    heading="Åtgärd 4: Vart hänvisas människor, och vilket stöd ges?",
    lead=(
        "Fler eller färre hänvisningar är varken bra eller dåligt i sig.",
        "Siffrorna visar hur mycket stöd som ges, inte hur många som är utsatta.",
    ),
)
