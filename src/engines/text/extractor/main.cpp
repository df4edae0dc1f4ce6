// SPDX-License-Identifier: AGPL-3.0-or-later
// parvis-extract: see text/extract.h. Not for people: the server starts it.
#include "text/extract.h"

int main(int argument_count, char** arguments) { return parvis::text::run_extractor(argument_count, arguments); }
