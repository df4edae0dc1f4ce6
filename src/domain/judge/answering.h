// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What this room's route files share: who asks, files that come as a body or go out, and lists.

#include "base/encoding.h"
#include "judge/marking_desk.h"
#include "judge/routes.h"

namespace parvis::judge {

namespace may = identity::may;
using http::Asked;
using http::Method;

inline Actor actor(Asked const& asked) { return identity::actor(asked.caller); }

/// A value of the query, "" when it is not there.
std::string query_value(Asked const& asked, std::string_view name);

inline constexpr std::size_t most_file_bytes = 20u << 20;

/// A row whose body is a file and whose answer is Out; `take` gets (Asked).
template <class Out, class Take>
void upload(http::Router& router, http::Row row, Take take) {
  row.answer_type = "application/json";
  row.options = {most_file_bytes, http::RowOptions::Body::memory, http::RowOptions::Csrf::checked, row.method == Method::put ? 200 : 201};
  row.answer_schema = [](json::SchemaBook& book) { return book.schema<Out>(); };
  row.handler = [take = std::move(take), status = row.options.success](Asked const& asked) -> Result<http::Response> {
    TRY(Out const out, take(asked));
    return http::text_answer(status, "application/json", json::encode(out));
  };
  router.raw(std::move(row));
}

/// To be shown by the browser, and kept by no cache.
http::Response sent(SentFile const& file);

}  // namespace parvis::judge
