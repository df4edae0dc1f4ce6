// SPDX-License-Identifier: AGPL-3.0-or-later
// DuckDB comes built without ThreadSanitizer, which therefore cannot see its locks: what happens inside is left out.
#if defined(__SANITIZE_THREAD__)
extern "C" char const* __tsan_default_suppressions();
extern "C" char const* __tsan_default_suppressions() { return "race:libduckdb.so\nmutex:libduckdb.so\n"; }
#endif
