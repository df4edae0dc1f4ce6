# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Building: the C++ presets and the web side, each only when a source is newer than what was built.
# Sourced after tools/packages.sh, from the root of the tree.

# The largest unit (Beast) takes 1.3 GB to compile: as many jobs as cores and free memory allow.
parallel_jobs() {
  local cores gigabytes
  cores=$(nproc)
  gigabytes=$(awk '/^MemAvailable/ { print int($2 / 1400000) }' /proc/meminfo)
  ((gigabytes >= 1)) || gigabytes=1
  printf '%d' $((cores < gigabytes ? cores : gigabytes))
}

# The state of some sources in one word: names, sizes and times of the files, without what builds write among them.
fingerprint() {
  local path paths=()
  for path in "$@"; do [[ ! -e $path ]] || paths+=("$path"); done
  find "${paths[@]}" -name node_modules -prune -o -type f ! -name 'schema.d.ts' ! -name '*.swp' -printf '%p %s %T@\n' |
    sort | sha256sum | cut -c 1-64
}

# up_to_date STAMP FINGERPRINT: was the last build made from these very sources?
up_to_date() { [[ $(cat "$1" 2>/dev/null) == "$2" ]]; }

cpp_sources=(CMakeLists.txt CMakePresets.json cmake src migrations referential packages tests/CMakeLists.txt tests/support tests/fault
  tests/crash tests/scenarios/runner bench)

# build_preset PRESET TITLE [TARGET...]
build_preset() {
  local preset=$1 title=$2 stamp key targets=()
  shift 2
  stamp=build/$preset/.built-$(printf '%s' "${*:-all}" | tr -cs 'a-z_' '-')
  key=$(fingerprint "${cpp_sources[@]}")
  ! up_to_date "$stamp" "$key" || return 0
  (($#)) && targets=(--target "$@")
  mkdir -p "build/$preset"
  [[ -f build/$preset/build.ninja ]] || step "Configuring ($preset)" \
    "a library is missing or too old: the log names it; packages/debian-build.txt lists the packages" \
    cmake --preset "$preset"
  step "$title" "if the compiler was killed, memory ran out: close programs and run this again; else mend the error above" \
    cmake --build --preset "$preset" --parallel "$(parallel_jobs)" "${targets[@]}"
  printf '%s\n' "$key" >"$stamp"
}

build_web() {
  local key
  [[ -f web/package.json ]] || return 0
  key=$(fingerprint api referential web/src web/public web/index.html web/package-lock.json web/*.ts web/*.json)
  if [[ -f web/dist/index.html ]] && up_to_date build/.built-web "$key"; then return 0; fi
  npm_packages web
  need_node
  step "Building the web side" "mend the error above (cd web && npm run build shows it whole)" npm run build --prefix web
  mkdir -p build
  printf '%s\n' "$key" >build/.built-web
}
