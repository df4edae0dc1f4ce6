// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes built without ThreadSanitizer keeps locks that it cannot see: DuckDB, and libvips with what it draws on, in threads
// of its own. And GCC 12's does not see pthread_mutex_clocklock, by which a std::timed_mutex is locked until a steady instant.
#if defined(__SANITIZE_THREAD__)
extern "C" char const* __tsan_default_suppressions();
extern "C" char const* __tsan_default_suppressions() {
  return "race:libduckdb.so\nmutex:libduckdb.so\nmutex:std::timed_mutex::unlock\n"
         "race:libvips.so\nrace:libglib-2.0.so\nrace:libgobject-2.0.so\nrace:libpng16.so\nrace:libjpeg.so\nrace:libwebp.so\n"
         "race:libwebpmux.so\nrace:libz.so\n";
}
// DuckDB's allocator takes every lock it has before a fork, more than the search for deadlocks can hold.
extern "C" char const* __tsan_default_options();
extern "C" char const* __tsan_default_options() { return "detect_deadlocks=0"; }
#endif
