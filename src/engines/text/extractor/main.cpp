// SPDX-License-Identifier: AGPL-3.0-or-later
// parvis-extract: see text/extract.h. Not for people: the server starts it.
#include "text/extract.h"

#if defined(__SANITIZE_ADDRESS__)
// AddressSanitizer looks for leaks in files of /proc, and this program may no longer open any by then.
extern "C" char const* __asan_default_options();
extern "C" char const* __asan_default_options() { return "detect_leaks=0"; }
#endif

int main(int argument_count, char** arguments) { return parvis::text::run_extractor(argument_count, arguments); }
