// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/logs.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>

namespace parvis::app {
namespace {

LogForm form_in_use = LogForm::text;
bool is_open = false;

std::string quoted(std::string const& value) {
  bool const plain = !value.empty() && value.find_first_of(" \"\\=\n\r\t") == std::string::npos;
  return plain ? value : boost::json::serialize(boost::json::value(value));
}

std::string line_of(std::string_view what, std::vector<std::pair<std::string_view, std::string>> const& facts) {
  if (form_in_use == LogForm::json) {
    std::string line = "\"what\":" + boost::json::serialize(boost::json::value(boost::json::string_view(what.data(), what.size())));
    for (auto const& [name, value] : facts) line += ",\"" + std::string(name) + "\":" + boost::json::serialize(boost::json::value(value));
    return line;
  }
  std::string line(what);
  for (auto const& [name, value] : facts) line += " " + std::string(name) + "=" + quoted(value);
  return line;
}

}  // namespace

void open_logs(std::string const& least, LogForm form) {
  form_in_use = form;
  is_open = true;
  auto logger = spdlog::stdout_logger_mt("parvis");
  logger->set_level(spdlog::level::from_str(least == "warn" ? "warning" : least));
  logger->set_pattern(form == LogForm::json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                      spdlog::pattern_time_type::utc);
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

void note(Level level, std::string_view what, std::vector<std::pair<std::string_view, std::string>> const& facts) {
  static constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
  auto const wanted = levels[static_cast<std::size_t>(level)];
  if (!spdlog::should_log(wanted) || (!is_open && level != Level::error)) return;
  spdlog::log(wanted, "{}", line_of(what, facts));
}

}  // namespace parvis::app
