#!/bin/sh
# backup.sh FOLDER KEEP: a verified copy of the whole store in FOLDER, named after the moment; the newest KEEP stay.
set -eu
folder=$1
keep=$2
cd "$(dirname "$0")/.."
copy="$folder/lagesbild-$(date -u +%Y%m%dT%H%M%SZ).backup"
"${PYTHON:-.venv/bin/python}" -m data backup "$copy" --by "$(basename "$0")"
# Names sort by time; the newest are last.
ls -1 "$folder"/lagesbild-*.backup | head -n "-$keep" | while IFS= read -r old; do rm -f -- "$old"; done
