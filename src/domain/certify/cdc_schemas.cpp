// SPDX-License-Identifier: AGPL-3.0-or-later
// The kit's XSD, brought by the certifier: one file a version beside the data.
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/durable_file.h"
#include "base/random.h"
#include "certify/cdc_batches.h"
#include "certify/cdc_schema.h"

namespace parvis::certify {
namespace {

constexpr CdcSchema versions[] = {CdcSchema::v1_1_2, CdcSchema::v1_1_5};

std::filesystem::path place_of(Desk const& desk, WorkspaceId const& workspace, CdcSchema version) {
  return desk.cdc_schemas / (workspace.to_string() + "-" + json::name_of(version) + ".xsd");
}

std::string read(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Any document does to learn whether the schema itself reads.
Done check_readable(std::filesystem::path const& schema) {
  TRY([[maybe_unused]] auto const remarks, validate_cdc("<flux/>", schema));
  return {};
}

}  // namespace

std::vector<CdcSchemaKept> cdc_schemas(Desk const& desk, WorkspaceId const& workspace) {
  std::vector<CdcSchemaKept> all;
  for (CdcSchema const version : versions) {
    std::string const bytes = read(place_of(desk, workspace, version));
    all.push_back({version, bytes.empty() ? std::string() : sha256_hex(bytes)});
  }
  return all;
}

Result<CdcSchemaKept> keep_cdc_schema(Desk const& desk, Actor const& actor, std::pair<CdcSchema, std::string> const& brought) {
  auto const& [version, bytes] = brought;
  std::filesystem::create_directories(desk.cdc_schemas);
  std::filesystem::path const place = place_of(desk, actor.workspace, version);
  std::filesystem::path const part = place.string() + "." + random_token(6);
  std::ofstream(part, std::ios::binary) << bytes;
  Done const readable = check_readable(part);
  if (!readable) {
    std::filesystem::remove(part);
    return fail(readable.error());
  }
  move_durably(part, place);
  desk.database.write([&](store::Transaction& tx) { identity::record_audit(tx, desk.clock, actor, {"certify.cdc_schema_kept", "cdc_schema", json::name_of(version)}); });
  return CdcSchemaKept{version, sha256_hex(bytes)};
}

std::vector<FieldError> refusals_of_schema(Desk const& desk, CdcBatch const& batch, std::string const& xml) {
  auto const remarks = validate_cdc(xml, place_of(desk, batch.workspace_id, batch.version));
  std::vector<FieldError> refusals;
  if (!remarks) return refusals;
  for (SchemaRemark const& one : *remarks) refusals.push_back({"flux/" + std::to_string(one.line), "certify.cdc_schema_remark", "", one.message});
  return refusals;
}

}  // namespace parvis::certify
