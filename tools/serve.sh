# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Starting and stopping Parvis on a data folder. Sourced after tools/build.sh.
# The data folder keeps parvis.pid, parvis.address, parvis.log and the demo's sign-in (demo.txt).

running_pid() { # DATA: the process that serves this data folder, if it lives and is Parvis
  local pid
  pid=$(cat "$1/parvis.pid" 2>/dev/null) || return 1
  [[ $pid =~ ^[0-9]+$ && $(cat "/proc/$pid/comm" 2>/dev/null) == parvis ]] || return 1
  printf '%s' "$pid"
}

stop_parvis() {
  local data=$1 pid waited=0
  if ! pid=$(running_pid "$data"); then
    say "No Parvis runs on $data."
    return 0
  fi
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    ((waited++ < 150)) || fail "Parvis ($pid) has not stopped after 15 seconds." "It may be finishing a request: look at $data/parvis.log"
    sleep 0.1
  done
  rm -f "$data/parvis.pid" "$data/parvis.address"
  say "Parvis on $data is stopped."
}

# port_owner PORT: who listens there, from /proc (no tool needed); empty when nobody does.
port_owner() {
  local hexadecimal inode process
  hexadecimal=$(printf '%04X' "$1")
  inode=$(awk -v port=":$hexadecimal\$" '$4 == "0A" && $2 ~ port { print $10; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [[ -n $inode ]] || return 0
  process=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null | cut -d / -f 3)
  if [[ -n $process ]]; then
    printf '%s (process %s)' "$(tr '\0' ' ' <"/proc/$process/cmdline" | cut -c 1-80)" "$process"
  else
    printf 'a process of another user'
  fi
}

free_port_after() {
  local port=$1
  while ((++port < 65536)); do
    [[ -n $(port_owner "$port") ]] || break
  done
  printf '%d' "$port"
}

# answers ADDRESS PATH: does it answer 200 there?
answers() {
  local host=${1%:*} port=${1##*:} line
  [[ $host != 0.0.0.0 && $host != '[::]' ]] || host=127.0.0.1
  host=${host#[}
  exec 3<>"/dev/tcp/${host%]}/$port" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
  IFS= read -r -t 2 line <&3 || true
  exec 3>&-
  [[ $line == *" 200"* ]]
} 2>/dev/null

# Made beside the data folder and moved in once whole, so that a demo cut short leaves nothing behind.
fill_demo() { # PROGRAM DATA LISTEN [--cohort]
  local part=$2/making-demo
  rm -rf "$part"
  mkdir -p "$part"
  "$1" demo --data "$part" --listen "$3" "${@:4}" >"$part/demo.txt"
  # A folder may have settings of its own already: the demo's line goes beneath them.
  if [[ -e $2/parvis.conf && -e $part/parvis.conf ]]; then
    cat "$part/parvis.conf" >>"$2/parvis.conf"
    rm "$part/parvis.conf"
  fi
  mv "$part"/* "$2"/
  rmdir "$part"
}

print_address() { # DATA LISTEN PID
  say ""
  say "Parvis runs on http://$2"
  [[ ! -s $1/demo.txt ]] || sed 's/^/  /' "$1/demo.txt"
  say "  data: $1    log: $1/parvis.log    stop: ./run --stop"
}

wait_until_ready() { # PID DATA LISTEN
  local waited=0
  until answers "$3" /readyz; do
    if ! kill -0 "$1" 2>/dev/null; then
      tail -n 20 "$2/parvis.log" | sed 's/^/    /' >&2
      fail "Parvis stopped while starting; its last lines are above." "The whole log: $2/parvis.log. parvis doctor --data $2 tells more."
    fi
    ((waited++ < 300)) || fail "Parvis does not answer on http://$3 after 30 seconds." "Look at $2/parvis.log"
    sleep 0.1
  done
}

start_parvis() { # PROGRAM DATA LISTEN DEMO MODE
  local program=$1 data=$2 listen=$3 demo=$4 mode=$5 pid owner
  mkdir -p "$data"
  if pid=$(running_pid "$data"); then
    # The same program, still serving: nothing to do. A newer one: restart on it.
    if [[ $mode == background && $data/parvis.pid -nt $program && $(cat "$data/parvis.address" 2>/dev/null) == "$listen" ]] &&
      answers "$listen" /healthz; then
      print_address "$data" "$listen"
      return
    fi
    stop_parvis "$data"
  fi
  owner=$(port_owner "${listen##*:}")
  [[ -z $owner ]] || fail "Port ${listen##*:} is taken by $owner." \
    "Choose another: ./run --listen ${listen%:*}:$(free_port_after "${listen##*:}")"
  # A folder that holds records is somebody's: the demo is for an empty one.
  if [[ $demo == yes && ! -e $data/parvis.db ]]; then
    step "Making the demo brand" "start without it: ./run --no-demo" fill_demo "$program" "$data" "$listen"
  elif [[ $demo == cohort && ! -e $data/parvis.db ]]; then
    step "Making the demo's cohort" "start without it: ./run --no-demo" fill_demo "$program" "$data" "$listen" --cohort
  fi
  if [[ $mode == foreground ]]; then
    print_address "$data" "$listen"
    exec "$program" serve --data "$data" --listen "$listen"
  fi
  setsid nohup "$program" serve --data "$data" --listen "$listen" >>"$data/parvis.log" 2>&1 </dev/null &
  pid=$!
  printf '%s\n' "$pid" >"$data/parvis.pid"
  printf '%s\n' "$listen" >"$data/parvis.address"
  wait_until_ready "$pid" "$data" "$listen"
  print_address "$data" "$listen"
}
