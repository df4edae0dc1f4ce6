// SPDX-License-Identifier: AGPL-3.0-or-later
// DuckDB comes built without ThreadSanitizer, which therefore cannot see its locks: what happens inside is left out.
#if defined(__SANITIZE_THREAD__)
extern "C" char const* __tsan_default_suppressions();
extern "C" char const* __tsan_default_suppressions() { return "race:libduckdb.so\nmutex:libduckdb.so\n"; }
// Its allocator takes every lock it has before a fork, more than the search for deadlocks can hold.
extern "C" char const* __tsan_default_options();
extern "C" char const* __tsan_default_options() { return "detect_deadlocks=0"; }
#endif
