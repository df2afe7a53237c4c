"""Measure 2: whether staff are trained."""

from pages._measure import register_page

register_page(
    __name__,
    path="/utbildning",
    title="Utbildning",
    heading="Åtgärd 2: Har medarbetarna utbildning?",
    lead=("Utbildning är en förutsättning för att frågan ska kunna ställas.",),
)
