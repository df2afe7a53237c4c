"""What a page is made of: shell, filters, cards, tables, figures and the words and colours they share."""
