// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the simulated networks read and answer.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace parvis::simulator {

using Fields = std::multimap<std::string, std::string>;

struct Upload {
  std::string file_name;
  std::string media_type;
  std::string bytes;
};

struct Request {
  std::string method;
  std::string path;     // decoded, without the query
  Fields query;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(std::string const& name) const;
  std::string asked(std::string const& name) const;  // of the query, empty when absent
  /// The body's JSON object; nullopt when it is not one.
  std::optional<boost::json::object> object() const;
  /// Fields of an urlencoded or multipart form.
  Fields form() const;
  std::optional<Upload> upload(std::string const& name) const;
};

/// How the connection ends once the request is treated.
enum class Ending {
  answer,      // as a network should
  cut,         // after half of the body
  reset,       // without a byte
  stall,       // without a byte, kept open until the client goes away
};

struct Answer {
  int status = 200;
  std::string body;
  std::string media_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
  Ending ending = Ending::answer;
};

Answer json_answer(int status, boost::json::value const& value);
/// A member's text, or empty.
std::string text_at(boost::json::object const& object, std::string_view name);

/// What a request asks of a network, and how it is done.
struct Operation {
  std::string name;  // "createRecord": what faults are set on
  std::function<Answer(Request const&)> act;
};

}  // namespace parvis::simulator
