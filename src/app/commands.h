// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the program's verbs do, one function each; main.cpp only reads the command line. Each returns the exit status and
// may throw, which main prints.

#include "app/configuration.h"
#include "base/clock.h"

namespace parvis::app {

/// Serves until SIGTERM or SIGINT, then lets requests under way finish (10 s).
int serve(Configuration const& configuration);
/// The same by a clock of the caller's, which outlives it: for tests through a browser.
int serve_by(Configuration const& configuration, Clock const& clock);
/// Prints every setting with its value and where it came from, then what it finds of this installation, a line each.
int doctor(Configuration const& configuration);
/// Fills an empty data folder with the demo, done by real use cases over three months that end now, and prints how to
/// sign in. 1 when the folder holds a workspace already.
int demo(Configuration const& configuration);
/// The same with a cohort of 1..2000 candidates, from enrolment to certificates, instead of the demo brand.
int demo_cohort(Configuration const& configuration, std::size_t candidates);
/// Copies records, events, files and the schemas brought into an empty folder, and last their manifest; says that the key file
/// is not among them. Throws when there is no workspace to copy.
int backup(Configuration const& configuration, std::filesystem::path const& to);
/// Fills an empty data folder, and an empty database where one is named, from such a copy, and holds every delivery: a
/// restored instance does not know what it sent since. Throws, having said why, when either holds an instance, or when the
/// copy is not what its manifest says.
int restore(Configuration const& configuration, std::filesystem::path const& from);
/// The same of a copy that has no manifest: one cut short, or made before there was any.
int restore_unproved(Configuration const& configuration, std::filesystem::path const& from);
enum class Proof { manifest, none };
/// The same by a clock of the caller's.
int restore_by(Configuration const& configuration, std::filesystem::path const& from, Clock const& clock, Proof proof = Proof::manifest);
/// Prints the contract (OpenAPI 3.1), or the records' schema.
int print_contract();
int print_schema();

}  // namespace parvis::app
