// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The child program that parses what strangers send.

#include <optional>

#include "text/extract.h"

namespace parvis::text::internal {

/// What the child answers: one of the two.
struct Refusal {
  std::string code;
  std::string limit;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (code, limit, value))

struct Answer {
  std::optional<Refusal> refusal;
  std::optional<Extracted> extracted;
  std::optional<std::string> scrubbed;  // base64
};
BOOST_DESCRIBE_STRUCT(Answer, (), (refusal, extracted, scrubbed))

/// What the child is asked: the name of a DocumentFormat or of a ScrubbedFormat.
struct Errand {
  std::string name;
};
/// Starts the child, waits for its answer up to the deadline, and ends it whatever happens.
Result<Answer> ask_child(Errand const& errand, std::string_view bytes, ExtractLimits const& limits);
Result<Extracted> read_in_child(DocumentFormat format, std::string_view bytes, ExtractLimits const& limits);

}  // namespace parvis::text::internal
