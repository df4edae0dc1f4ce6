// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/case_exchange.h"

#include "base/digest.h"
#include "enrol/case_package.h"
#include "enrol/version_store.h"

namespace parvis::enrol {
namespace {

constexpr std::size_t longest_label = 120;

/// The package's own title, cut at a whole code point to what a label takes.
Text<1, 120> label_of(std::string title) {
  if (title.size() > longest_label) {
    std::size_t end = longest_label;
    while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0) == 0x80) --end;
    title.resize(end);
  }
  auto label = Text<1, 120>::parse(title);
  return label ? *label : *Text<1, 120>::parse("CASE");
}

}  // namespace

Result<ReferentialVersion> import_case(Desk const& desk, Actor const& actor, std::string const& bytes) {
  auto const package = json::parse(bytes);
  if (!package || !package->is_object()) return invalid("enrol.case_malformed");
  TRY(referential::Referential content, from_case(*package));
  return desk.database.write([&](store::Transaction& tx) -> Result<ReferentialVersion> {
    ReferentialVersion version;
    version.id = ReferentialVersionId::make(desk.clock);
    version.workspace_id = actor.workspace;
    version.label = label_of(content.title);
    version.origin = VersionOrigin::case_package;
    version.content = content;
    version.sha256 = sha256_hex(json::encode(content));
    version.package = bytes;
    version.created_at = desk.clock.now();
    insert_version(tx, version);
    record_act(tx, desk.clock, actor, {"enrol.version_imported", "enrol_version", version.id.to_string(), json::to_value(version)});
    return version;
  });
}

Result<std::string> export_case(Desk const& desk, Actor const& actor, ReferentialVersionId const& id) {
  TRY(ReferentialVersion const version, desk.database.read([&](store::Transaction& tx) { return load_version(tx, actor.workspace, id); }));
  if (version.package) {
    TRY(json::Value package, json::parse(*version.package));
    return boost::json::serialize(with_words(std::move(package), version.content));
  }
  CaseDocument const document{desk.identity.public_address + "/ims/case/v1p1", version.label.to_string(), version.state, version.valid_from, version.valid_to,
                              version.confirmed_at.value_or(version.created_at)};
  return boost::json::serialize(to_case(version.content, document));
}

Result<VersionDifference> compare_versions(Desk const& desk, Actor const& actor, ReferentialVersionId const& before, ReferentialVersionId const& after) {
  return desk.database.read([&](store::Transaction& tx) -> Result<VersionDifference> {
    TRY(ReferentialVersion const old, load_version(tx, actor.workspace, before));
    TRY(ReferentialVersion const now, load_version(tx, actor.workspace, after));
    return difference(old.content, now.content);
  });
}

}  // namespace parvis::enrol
