// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Validation of a CDC file against the kit's XSD, which the certifier downloads and names in the configuration. libxml2:
// docs/adr/0015-libxml2-for-xsd.md. Thread-safe; opens no network.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace parvis::certify {

/// One thing that the schema refuses, in the library's own words.
struct SchemaRemark {
  std::int64_t line = 0;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(SchemaRemark, (), (line, message))

/// None: the file is valid. At most 200. Problems: certify.cdc_schema_absent, certify.cdc_schema_unreadable (no XSD),
/// certify.cdc_file_malformed.
Result<std::vector<SchemaRemark>> validate_cdc(std::string const& xml, std::filesystem::path const& schema);

}  // namespace parvis::certify
