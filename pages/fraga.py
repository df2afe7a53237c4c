"""Measure 3: whether clients are asked."""

from pages._measure import register_page

register_page(
    __name__,
    path="/fraga",
    title="Ställa frågan",
    heading="Åtgärd 3: Ställs frågan systematiskt?",
    lead=(
        "Målet är att alla nya klienter får frågan om erfarenhet av sex mot ersättning, oavsett svar.",
        "Här visas om frågan ställs. Vad klienterna har svarat visas inte.",
    ),
)
