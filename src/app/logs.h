// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Structured logs on standard output: what happened, and named facts about it. Never a secret, a body or a query.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::app {

enum class Level { debug, info, warn, error };
enum class LogForm { text, json };

/// Once, before other threads log. `least` is a level's name. Until then only errors are shown.
void open_logs(std::string const& least, LogForm form);

/// note(Level::info, "listening", {{"address", "127.0.0.1:8080"}}). Thread-safe.
void note(Level level, std::string_view what, std::vector<std::pair<std::string_view, std::string>> const& facts = {});

}  // namespace parvis::app
