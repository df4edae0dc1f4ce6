# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# What the machine must have: Debian packages, Node, npm packages. Asks for nothing that is there already.
# Sourced after tools/steps.sh, from the root of the tree.

# The packages named in the given lists that are not installed.
missing_packages() {
  local wanted
  mapfile -t wanted < <(sed 's/#.*//' "$@" | awk 'NF { print $1 }' | sort -u)
  ((${#wanted[@]})) || return 0
  # shellcheck disable=SC2016 # dpkg-query's own variables
  comm -13 <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
    awk '$2 == "installed" { print $1 }' | sort -u) <(printf '%s\n' "${wanted[@]}")
}

as_root() {
  if ((EUID == 0)); then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

apt_install() {
  # Lists may be stale or absent: ask for fresh ones only when apt cannot see a package.
  if ! as_root apt-get install -y --no-install-recommends --no-remove --simulate "$@" >/dev/null 2>&1; then
    as_root apt-get update
  fi
  as_root apt-get install -y --no-install-recommends --no-remove "$@"
}

# install_packages WHAT PACKAGE...: one step, or nothing when nothing is named.
install_packages() {
  local what=$1
  shift
  (($#)) || return 0
  local command="apt-get install --no-install-recommends --no-remove $*"
  command -v apt-get >/dev/null || fail "Parvis needs these Debian packages, and this machine has no apt-get: $*" \
    "Install what stands for them on your system, or use Debian 12."
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "Parvis needs these Debian packages: $*" "Ask for them, as root: $command"
    say "  $# Debian packages are missing; sudo may ask for your password."
    sudo -v || fail "Parvis needs these Debian packages: $*" "Ask for them, as root: $command"
  fi
  step "Installing $what ($# Debian packages)" \
    "read what apt says above; nothing was removed. By hand, as root: $command" apt_install "$@"
}

need_lists() { # WHAT FILE...
  local what=$1 missing
  shift
  command -v dpkg-query >/dev/null || return 0 # not Debian: the compiler will say what lacks
  mapfile -t missing < <(missing_packages "$@")
  install_packages "$what" "${missing[@]}"
}

# Vite 8 asks for Node 20.19, 22.12 or later.
node_is_enough() {
  local version major minor
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  ((major >= 23 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19)))
}

node_cache() {
  printf '%s/parvis/node-%s' "${XDG_CACHE_HOME:-$HOME/.cache}" "$(sha256sum packages/node/package-lock.json | cut -c 1-12)"
}

fetch_node() {
  local cache
  cache=$(node_cache)
  mkdir -p "$cache"
  cp packages/node/package.json packages/node/package-lock.json .npmrc "$cache"/
  (cd "$cache" && npm ci --ignore-scripts --no-audit --no-fund)
}

# Puts a Node that is new enough first in PATH: the machine's, else one of our own in the user's cache.
need_node() {
  if node_is_enough node && command -v npm >/dev/null; then return; fi
  local cache
  cache=$(node_cache)
  if ! node_is_enough "$cache/node_modules/.bin/node"; then
    if ! command -v npm >/dev/null; then
      local names=(npm)
      command -v node >/dev/null || names=(nodejs npm)
      install_packages "npm" "${names[@]}"
    fi
    step "Fetching Node 22 into $cache" "check that npm reaches its registry (npm ping), then run this again" fetch_node
  fi
  export PATH="$cache/node_modules/.bin:$PATH"
}

# npm_packages FOLDER: installs what its lock file says, once per lock file. No package's own script ever runs.
npm_packages() {
  local folder=$1 stamp
  [[ -f $folder/package-lock.json ]] || return 0
  stamp=$(sha256sum "$folder/package-lock.json" | cut -c 1-64)
  [[ $(cat "$folder/node_modules/.parvis-lock" 2>/dev/null) != "$stamp" ]] || return 0
  need_node
  step "Fetching the npm packages of $folder" "check that npm reaches its registry (npm ping), then run this again" \
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
  printf '%s\n' "$stamp" >"$folder/node_modules/.parvis-lock"
}

# Every npm folder that building needs: packages/* (libraries and workers) and web.
npm_folders() {
  local lock
  for lock in packages/*/package-lock.json web/package-lock.json; do
    [[ -f $lock && $lock != packages/node/* ]] && printf '%s\n' "${lock%/package-lock.json}"
  done
  return 0
}
