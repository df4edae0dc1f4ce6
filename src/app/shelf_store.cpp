// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/shelf_store.h"

namespace parvis::app {
namespace {

// A removed piece no longer names its file; lists of documents are searched as text, for they are kept as JSON.
constexpr char const* named =
    "SELECT 1 FROM examine_piece WHERE removed_at IS NULL AND (sha256 = $1 OR print_sha256 = $1) "
    "UNION ALL SELECT 1 FROM examine_copy WHERE sha256 = $1 OR print_sha256 = $1 "
    "UNION ALL SELECT 1 FROM examine_case WHERE documents LIKE '%' || $1 || '%' "
    "UNION ALL SELECT 1 FROM judge_grid WHERE paper_sha256 = $1 "
    "UNION ALL SELECT 1 FROM judge_juror WHERE proof_sha256 = $1 "
    "UNION ALL SELECT 1 FROM judge_minutes WHERE pdf_sha256 = $1 "
    "UNION ALL SELECT 1 FROM judge_signature WHERE evidence_sha256 = $1 "
    "UNION ALL SELECT 1 FROM judge_oral_material WHERE sha256 = $1 "
    "UNION ALL SELECT 1 FROM measure_report WHERE sha256 = $1 "
    "UNION ALL SELECT 1 FROM publish_publication WHERE renditions LIKE '%' || $1 || '%' "
    "UNION ALL SELECT 1 FROM strategy_brief_document WHERE sha256 = $1 "
    "UNION ALL SELECT 1 FROM studio_asset WHERE sha256 = $1";

}  // namespace

bool file_is_named(store::Transaction& tx, std::string const& sha256) { return tx.first(named, {sha256}).has_value(); }

void forget_unnamed(store::Database& database, FileShelf const& shelf, std::string const& sha256) {
  bool const free = database.read([&](store::Transaction& tx) { return !file_is_named(tx, sha256); });
  if (free) shelf.forget(sha256);
}

}  // namespace parvis::app
