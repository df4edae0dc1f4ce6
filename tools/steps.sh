# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Steps of ./run and ./test: each shows its elapsed time and its progress, is quiet when it succeeds
# and, when it fails, says which step it was, its last lines and what to do. Sourced, never run.

PARVIS_LOGS=${PARVIS_LOGS:-build/logs}
STEP_CHILD=""

say() { printf '%s\n' "$*"; }

# fail MESSAGE [WHAT TO DO]: one exact message on standard error, then out.
fail() {
  printf '\n%s\n' "$1" >&2
  [[ -z ${2:-} ]] || printf '%s\n' "$2" >&2
  exit 1
}

clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

stop_child() {
  [[ -z $STEP_CHILD ]] || kill -TERM -- "-$STEP_CHILD" 2>/dev/null || true
}
trap 'stop_child; exit 130' INT
trap 'stop_child; exit 143' TERM

# What the step is at: ninja's counter, else the last line it wrote.
step_progress() {
  local log=$1 counter
  counter=$(tail -c 4000 "$log" 2>/dev/null | grep -o '\[[0-9]*/[0-9]*\]' | tail -n 1 || true)
  [[ -n $counter ]] && printf '%s' "$counter" && return
  [[ -t 1 ]] && tail -n 1 "$log" 2>/dev/null | tr -d '\r\033' | cut -c 1-60 | tr -d '\n'
  return 0
}

step_watch() { # child, title, log, second it began
  local child=$1 title=$2 log=$3 began=$4 shown=0 spent
  while kill -0 "$child" 2>/dev/null; do
    spent=$((SECONDS - began))
    if [[ -t 1 ]]; then
      printf '\r\033[K  %5s  %s  %s' "$(clock "$spent")" "$title" "$(step_progress "$log")"
    elif ((spent >= shown + 30)); then
      shown=$spent
      say "  $(clock "$spent")  $title  $(step_progress "$log")"
    fi
    sleep 0.3
  done
  [[ ! -t 1 ]] || printf '\r\033[K'
}

log_of() { printf '%s/%s.log' "$PARVIS_LOGS" "$(printf '%s' "$1" | tr -cs 'A-Za-z0-9' '-' | tr '[:upper:]' '[:lower:]')"; }

# watched TITLE COMMAND...: runs the command with its output in log_of TITLE, shows time and progress; its status.
watched() {
  local title=$1 log status=0 began=$SECONDS
  shift
  mkdir -p "$PARVIS_LOGS"
  log=$(log_of "$title")
  set -m # a process group of its own, so that Ctrl-C can stop all of it
  "$@" >"$log" 2>&1 </dev/null &
  STEP_CHILD=$!
  set +m
  step_watch "$STEP_CHILD" "$title" "$log" "$began"
  wait "$STEP_CHILD" || status=$?
  STEP_CHILD=""
  return "$status"
}

# step TITLE WHAT-TO-DO-IF-IT-FAILS COMMAND...: one line when it succeeds; when it fails, all there is to know, and out.
step() {
  local title=$1 advice=$2 began=$SECONDS log
  shift 2
  log=$(log_of "$title")
  if ! watched "$title" "$@"; then
    {
      printf '\nfailed after %s: %s\n\n' "$(clock $((SECONDS - began)))" "$title"
      step_last_lines "$log"
      printf '\nWhat to do: %s\nThe whole log: %s\n' "$advice" "$log"
    } >&2
    exit 1
  fi
  say "  $(clock $((SECONDS - began)))  $title"
}

# The compiler's own errors if there are any, then the last 20 lines.
step_last_lines() {
  grep -E -m 5 '(: error:|^FAILED:|: fatal error:|^E: |^npm (error|ERR!) (code|network|Missing|404))' "$1" | sed 's/^/    /' || true
  tail -n 20 "$1" | cut -c 1-300 | sed 's/^/    /'
}
