// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the program's verbs do, one function each; main.cpp only reads the command line. Each returns the exit status and
// may throw, which main prints.

#include "app/configuration.h"

namespace parvis::app {

/// Serves until SIGTERM or SIGINT, then lets requests under way finish (10 s).
int serve(Configuration const& configuration);
/// Prints every setting with its value and where it came from, then what it finds of this installation, a line each.
int doctor(Configuration const& configuration);
/// Prints the contract (OpenAPI 3.1), or the records' schema.
int print_contract();
int print_schema();

}  // namespace parvis::app
