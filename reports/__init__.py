"""Files made from published figures."""
