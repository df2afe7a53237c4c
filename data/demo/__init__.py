"""The demo: invented figures as ordinary input files, and the script that makes them."""
