"""The way in: catalogue, reading, register, protection, publishing. Knows nothing of the web."""
