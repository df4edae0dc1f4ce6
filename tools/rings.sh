# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# The rings of tests. Every ring ends as lines of one form in build/logs/results.txt:
#   ok NAME | failed NAME: why | skipped NAME: why          (NAME is ring/what/it/is)
# Sourced after tools/build.sh.

RINGS=(unit vectors fault crash scenario architecture verifiers e2e peer)
RESULTS=$PARVIS_LOGS/results.txt

rings_begin() { # PATTERN PRESET LIST
  RING_ONLY=$1 RING_PRESET=$2 RING_LIST=$3 RING_BEGAN=$SECONDS
  mkdir -p "$PARVIS_LOGS"
  : >"$RESULTS"
}

is_ring() {
  local ring
  for ring in "${RINGS[@]}"; do [[ $1 != "$ring" ]] || return 0; done
  return 1
}

# wants RING...: can the pattern match a test of one of these rings?
wants() {
  local first=${RING_ONLY%%/*} ring
  is_ring "$first" || return 0
  for ring in "$@"; do [[ $ring != "$first" ]] || return 0; done
  return 1
}

# Keeps the lines whose second word, the test's name, the pattern matches (reads standard input).
matching() {
  local line name
  while IFS= read -r line; do
    name=${line#* }
    name=${name%%: *}
    if is_ring "${RING_ONLY%%/*}"; then
      # shellcheck disable=SC2053 # the pattern is meant as one
      [[ $name == $RING_ONLY* ]] || continue
    else
      # shellcheck disable=SC2053
      [[ $name == *$RING_ONLY* ]] || continue
    fi
    printf '%s\n' "$line"
  done
}

# ring_done TITLE STATUS NAME: a program that failed without naming a test is itself a failure.
ring_done() {
  local title=$1 status=$2 name=$3 log
  log=$(log_of "$title")
  if ((status != 0)) && ! grep -q "^failed ${name%%/*}/" "$RESULTS"; then
    printf 'failed %s: its program ended with status %s, see %s\n' "$name" "$status" "$log" >>"$RESULTS"
    tail -n 20 "$log" | sed 's/^/    /'
  fi
  grep -h '^skipped: ' "$log" | sort -u | sed 's/^/  /' || true
}

# --- unit, vectors, fault, crash: one GoogleTest program; a suite's first word says its ring.

gtest_names() { # PROGRAM: lines "- ring/Suite.name"
  "$1" --gtest_list_tests | awk '
    /^[^ ]/ { suite = $1; next }
    { bare = suite; sub(/^.*\//, "", bare)
      ring = bare ~ /^Crash/ ? "crash" : bare ~ /^Fault/ ? "fault" : bare ~ /^Vectors/ ? "vectors" : "unit"
      if ((suite $1) !~ /DISABLED_/) print "- " ring "/" suite $1 }'
}

gtest_results() { # LOG STATUS: result lines; a test that began and never ended is one that killed the program
  awk -v status="$2" '
    function ring(test,  bare) {
      bare = test; sub(/\..*$/, "", bare); sub(/^.*\//, "", bare)
      return bare ~ /^Crash/ ? "crash" : bare ~ /^Fault/ ? "fault" : bare ~ /^Vectors/ ? "vectors" : "unit"
    }
    /^\[ RUN      \] / { now = $4; why = ""; next }
    /^\[       OK \] / { print "ok " ring($4) "/" $4; now = ""; next }
    /^\[  SKIPPED \] / && now != "" { print "skipped " ring($4) "/" $4 ": " why; now = ""; next }
    /^\[  FAILED  \] / && now != "" { print "failed " ring(now) "/" now; now = ""; next }
    now != "" && NF && !/: Skipped$/ { why = $0 }
    END { if (now != "") print "failed " ring(now) "/" now ": killed the test program (status " status ")" }' "$1"
}

run_gtest() { # PROGRAM FLAGS: until every wanted test has an outcome, even when one kills the program
  local program=$1 wanted=$2 status part=$PARVIS_LOGS/gtest-part.log
  while [[ -s $wanted ]]; do
    sed 's/^[a-z]*\///' "$wanted" | paste -s -d : | sed 's/^/--gtest_filter=/' >"$wanted.flags"
    status=0
    "$program" --gtest_flagfile="$wanted.flags" --gtest_color=no >"$part" 2>&1 || status=$?
    cat "$part"
    gtest_results "$part" "$status" >"$wanted.results"
    cat "$wanted.results" >>"$RESULTS"
    sed -e 's/^[a-z]* //' -e 's/: .*$//' "$wanted.results" | sort -u >"$wanted.seen"
    [[ -s $wanted.seen ]] || return 1 # it cannot even begin
    sort "$wanted" | comm -23 - "$wanted.seen" >"$wanted.rest"
    mv "$wanted.rest" "$wanted"
  done
}

show_gtest_failures() { # LOG
  awk '
    /^\[ RUN      \] / { block = ""; within = 1; lines = 0 }
    within && lines++ < 40 { block = block "    " substr($0, 1, 300) "\n" }
    /^\[       OK \] / || /^\[  SKIPPED \] / { within = 0 }
    /^\[  FAILED  \] / && within { if (shown++ < 20) printf "%s", block; within = 0 }
    END { if (within) printf "%s", block }' "$1"
}

program_ring() {
  wants unit vectors fault crash || return 0
  local program=build/$RING_PRESET/tests/parvis_unit wanted=$PARVIS_LOGS/gtest-wanted.txt status=0
  local title="Unit, vector, fault and crash tests ($RING_PRESET)"
  [[ -x $program ]] || return 0
  gtest_names "$program" | matching | sed 's/^- //' >"$wanted"
  if [[ $RING_LIST == yes ]]; then cat "$wanted"; return; fi
  [[ -s $wanted ]] || return 0
  watched "$title" run_gtest "$program" "$wanted" || status=$?
  show_gtest_failures "$(log_of "$title")"
  ring_done "$title" "$status" "unit/parvis_unit"
}

# --- the other rings: programs that print result lines themselves.

lines_ring() { # TITLE NAME COMMAND...
  local title=$1 name=$2 status=0 log
  shift 2
  log=$(log_of "$title")
  watched "$title" "$@" || status=$?
  { grep -E '^(ok|failed|skipped) [a-z0-9]+/' "$log" || true; } | matching >"$log.lines"
  [[ $RING_LIST != yes ]] || { awk '{ sub(/:$/, "", $2); print $2 }' "$log.lines"; return 0; }
  cat "$log.lines" >>"$RESULTS"
  awk '/^failed / { within = 40 } /^(ok|skipped) / { within = 0 } within-- > 0 && shown++ < 200 { print "    " $0 }' "$log"
  ring_done "$title" "$status" "$name"
}

scenario_ring() {
  local program=build/$RING_PRESET/tests/parvis_scenarios words=()
  wants scenario || return 0
  [[ -x $program ]] || return 0
  [[ $RING_ONLY != scenario/* ]] || words=("${RING_ONLY#scenario/}")
  [[ $RING_ONLY == scenario/postgresql* ]] || lines_ring "Scenarios ($RING_PRESET)" scenario/parvis_scenarios "$program" "${words[@]}"
  postgresql_stories "$program"
}

# The certification's stories on the records that an agency shares; told by name as scenario/postgresql/<module>/<story>.
postgresql_stories() { # PROGRAM
  local modules=(enrol/ examine/ judge/ certify/)
  wanted_on_postgresql || return 0
  [[ $RING_ONLY != scenario/postgresql/?* ]] || modules=("${RING_ONLY#scenario/postgresql/}")
  lines_ring "Scenarios on PostgreSQL ($RING_PRESET)" scenario/postgresql "$1" --on-postgresql "${modules[@]}"
}

# A pattern that names another ring's stories alone has none here.
wanted_on_postgresql() { [[ $RING_ONLY != scenario/* || $RING_ONLY == scenario/postgresql* ]]; }

# Every write route of the program, failing at each of its statements on the way the scenarios take.
fault_ring() {
  local program=build/$RING_PRESET/tests/parvis_scenarios
  wants fault || return 0
  [[ ! -x $program ]] || lines_ring "Faults of every write route ($RING_PRESET)" fault/routes "$program" --faults
}

architecture_ring() {
  wants architecture || return 0
  need_node
  lines_ring "Architecture" architecture/check node tests/architecture/check.mjs
}

web_ring() {
  wants unit && [[ -d web/node_modules/vitest ]] || return 0
  need_node
  lines_ring "Web tests" unit/web tools/vitest_lines.sh
}

e2e_ring() {
  local stories='tests/e2e/*.test.mjs' stem files
  # A story's name begins with its file's: e2e/readme/… runs that one alone.
  if [[ $RING_ONLY == e2e/?* ]]; then
    stem=${RING_ONLY#e2e/}
    stories="tests/e2e/${stem%%/*}*.test.mjs"
  fi
  wants e2e && compgen -G "$stories" >/dev/null || return 0
  need_lists "Chromium, for the tests through a browser" packages/debian-e2e.txt
  npm_packages tests/e2e
  need_node
  build_web
  mapfile -t files < <(compgen -G "$stories" | sort)
  lines_ring "Through a browser" e2e/all env NODE_OPTIONS="" node --test --test-concurrency=1 \
    --test-reporter="$PWD/tests/support/lines_reporter.mjs" "${files[@]}"
}

# What is issued, before verifiers that others wrote.
verifiers_ring() {
  wants verifiers && [[ -x build/$RING_PRESET/tests/parvis_credential_issuer ]] || return 0
  npm_packages tests/verifiers
  need_node
  lines_ring "Before outside verifiers" verifiers/all node --test --test-reporter="$PWD/tests/support/lines_reporter.mjs" tests/verifiers/*.test.mjs
}

peer_ring() { # yes: install them
  wants peer && compgen -G 'tests/peers/*/*.test.mjs' >/dev/null || return 0
  local peer
  need_node
  if [[ $1 == yes ]]; then
    for peer in tests/peers/*/install.sh; do
      [[ ! -x $peer ]] || step "Installing the peer $(basename "$(dirname "$peer")")" \
        "its tests are skipped without it; the log says what failed" "$peer"
    done
  fi
  lines_ring "Against real servers" peer/all node --test --test-concurrency=1 \
    --test-reporter="$PWD/tests/support/lines_reporter.mjs" tests/peers/*/*.test.mjs
}

# --- the end

rings_end() {
  [[ $RING_LIST != yes ]] || exit 0
  local ring passed failed skipped
  say ""
  for ring in "${RINGS[@]}"; do
    grep -q -E "^[a-z]+ $ring/" "$RESULTS" || continue
    passed=$(grep -c "^ok $ring/" "$RESULTS" || true)
    failed=$(grep -c "^failed $ring/" "$RESULTS" || true)
    skipped=$(grep -c "^skipped $ring/" "$RESULTS" || true)
    printf '  %-13s %5d passed, %d failed, %d skipped\n' "$ring" "$passed" "$failed" "$skipped"
  done
  grep '^skipped ' "$RESULTS" | sed 's/^/  /' | head -n 60 || true
  grep '^failed ' "$RESULTS" | sed 's/^/  /' || true
  passed=$(grep -c '^ok ' "$RESULTS" || true)
  failed=$(grep -c '^failed ' "$RESULTS" || true)
  skipped=$(grep -c '^skipped ' "$RESULTS" || true)
  if ((passed + failed + skipped == 0)); then
    say "No test has a name that matches '$RING_ONLY' (./test --list prints them)."
    failed=1
  fi
  say "  in $(clock $((SECONDS - RING_BEGAN)))"
  if ((skipped)); then say "$passed passed, $failed failed, $skipped skipped"; else say "$passed passed, $failed failed"; fi
  ((failed == 0))
}
