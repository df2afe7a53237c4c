"""Measure 4, the part about buyers: the KAST talks and the police weeks."""

from pages._measure import register_page

register_page(
    __name__,
    path="/kast",
    title="KAST",
    heading="Åtgärd 4: Samtal med personer som köper sex (KAST)",
    lead=(
        "KAST står för Köpare Av Sexuella Tjänster. Samtalen är frivilliga.",
        "Samtalen hänger ofta ihop med polisens insatsveckor. Dem hittar du som händelser i diagrammen.",
    ),
)
