#!/usr/bin/env bash
# Runs one fuzz target: fuzz/run.sh TARGET LIMIT, where LIMIT is -max_total_time=SECONDS or -runs=N.
# Seeds are the corpus's small files of the target's format where there are any, archives that agc_seeds writes, and
# what earlier runs found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target="$1"
limit="$2"
corpus="${TARE_CORPUS:-../shared/corpus}"
found="build/fuzz/corpus/$target"
mkdir -p "$found"
if [ -d "$corpus" ] && [ -z "$(ls -A "$found")" ]; then
  case "$target" in
    html*) patterns=('*.html' '*.xhtml' '*.test') ;;
    markdown*) patterns=('*.md' 'spec-*.txt') ;;
    rtf*) patterns=('*.rtf') ;;
    text*) patterns=('*.txt') ;;
    agc*) patterns=('toy_ex.agc') ;;
    fasta*) patterns=('*.fa') ;;
    yaml*) patterns=('in.yaml') ;;
    *) patterns=() ;;
  esac
  for pattern in "${patterns[@]}"; do
    find "$corpus" -name "$pattern" -size -8k -exec cp --no-preserve=mode --backup=numbered -t "$found" {} +
  done
fi
[[ "$target" != agc* ]] || build/asan/bin/agc_seeds "$found"
case "$target" in
  yaml*) max_len=2048 ;; # twice the 1,024 characters of a key: small texts reach all there is, and are quick
  fasta*) max_len=256 ;; # pieces are of 32 bytes there
  *) max_len=8192 ;;
esac
# Without the weighing of seeds, which takes longer than a run of ours, and without what slows allocation most.
export ASAN_OPTIONS="malloc_context_size=3:detect_stack_use_after_return=0:quarantine_size_mb=16:${ASAN_OPTIONS:-}"
options=("$limit" -entropic=0 -timeout=20 -rss_limit_mb=2048 "-max_len=$max_len" "-artifact_prefix=build/fuzz/$target-")
for dictionary in fuzz/*.dict; do
  [[ "$target" == "$(basename -s .dict "$dictionary")"* ]] && options+=("-dict=$dictionary")
done
log="build/fuzz/$target.log"
if "build/asan/bin/$target" "$found" "${options[@]}" >"$log" 2>&1; then
  tail -n 1 "$log" | sed "s/^/$target: /"
else
  tail -n 60 "$log"
  echo "$target: FAILED, see $log"
  exit 255 # ends xargs
fi
