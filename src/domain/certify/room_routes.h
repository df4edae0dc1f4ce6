// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The room's rows by subject, within this room.

#include "http/router.h"
#include "certify/certify.h"

namespace parvis::certify {

void register_procedure_routes(http::Router& router, Desk const& desk);
void register_survey_routes(http::Router& router, Desk const& desk);
void register_keeping_routes(http::Router& router, Desk const& desk);
void register_holder_routes(http::Router& router, Desk const& desk);
void register_open_routes(http::Router& router, Desk const& desk);

struct Download {
  std::string media_type;
  std::string name;
  std::string bytes;
};
http::Response download(Download file);

struct LocaleQuestion {
  std::optional<identity::Locale> locale;
};
BOOST_DESCRIBE_STRUCT(LocaleQuestion, (), (locale))
/// "?locale=en", else French. Problem http.invalid_query.
Result<identity::Locale> locale_of(http::Asked const& asked);

}  // namespace parvis::certify
