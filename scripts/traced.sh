# Sourced by ./test: whether every test that docs/ehrs-fm.tsv names ran and passed, by project and method.
# shellcheck shell=bash

# Prints the tests named that did not, one a line; $1 is the folder with a .trx of each project.
untraced_tests() {
  comm -23 \
    <(cut -f 3 "$home/docs/ehrs-fm.tsv" | tail -n +2 | tr ';' '\n' | grep / | sed -E 's#/\w+\.#/#' | sort -u) \
    <(for results in "$1"/*.trx; do
        grep -o '<UnitTestResult [^>]*outcome="Passed"' "$results" \
          | sed -E "s#.* testName=\"([^\"(]*\.)?([A-Za-z0-9_]+)[\"(].*#$(basename "$results" .trx)/\2#"
      done | sort -u)
}
