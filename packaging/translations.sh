#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Gathers every text that can be translated: translations.sh OUT.ts
# A text in a class with Q_OBJECT is filed under that class, as its tr() asks for it. Every other one is asked for under
# «assayer», whatever namespace or struct it stands in; lupdate cannot know that and files it by its place, so that it is
# filed anew here. tests/app/tst_translations.cpp and tests/ui/window/tst_translations.cpp hold both to each other.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$(realpath "$1")
tools=${QT_TOOLS:-/usr/lib/qt6/bin}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$root"

gather() { # FOLDER
    "$tools/lupdate" -tr-function-alias tr+=said -no-obsolete -locations none "$1" -ts "$scratch/$1.ts" 2>&1
}

# The core has no text in a class with Q_OBJECT.
gather app >/dev/null
sed -i 's|<name>.*</name>|<name>assayer</name>|' "$scratch/app.ts"

gather ui | sed -n "s/.*: Class '\([^']*\)' lacks Q_OBJECT macro.*/\1/p" | while read -r context; do
    sed -i "s|<name>$context</name>|<name>assayer</name>|" "$scratch/ui.ts"
done

# What the tables of facts say to the user: the members that entra::words() reads, each on a line of its own.
mkdir "$scratch/tables"
string='"(\\.|[^"\\])*"'
for table in resources/entra/{api-answers,claims,errors}.json; do
    sed -nE "s/^ *\"(advice|cause|done|explanation|meaning|note|retry_helps|step)\": ($string),?\$/\2/p" "$table"
    sed -nE "/\"fix\": \[\$/,/\]/ s/^ *($string),?\$/\1/p" "$table"
    sed -nE "/\"values\": \{\$/,/^ *\},?\$/ s/^ *$string: ($string),?\$/\2/p" "$table"
done | sed 's/ (unverified)"$/"/; s/.*/QT_TRANSLATE_NOOP("assayer", &);/' >"$scratch/tables/texts.cpp"
(cd "$scratch" && "$tools/lupdate" -no-obsolete -locations none tables/texts.cpp -ts tables.ts >/dev/null 2>&1)

"$tools/lconvert" -i "$scratch/app.ts" "$scratch/ui.ts" "$scratch/tables.ts" -o "$out"
