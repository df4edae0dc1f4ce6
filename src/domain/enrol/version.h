// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A version of the referential, kept by the workspace: draft -> confirmed -> retired. Its content has the form of the
// embedded referential (referential/referential.h). What the source gives cut short (truncated) stays open until the
// certifier resolves it, signed and dated; a version is confirmed when nothing is open. A resolution may be withdrawn
// (the lost page was found): the item is open again, and sessions of its block cannot open until it is resolved anew.

#include <set>
#include <tuple>

#include "identity/identity.h"
#include "referential/referential.h"

namespace parvis::enrol {

using identity::Actor;
using identity::PersonId;
using identity::WorkspaceId;
using ReferentialVersionId = Id<struct ReferentialVersionTag>;

enum class VersionState { draft, confirmed, retired };
BOOST_DESCRIBE_ENUM(VersionState, draft, confirmed, retired)
enum class VersionEvent { confirm, retire };
BOOST_DESCRIBE_ENUM(VersionEvent, confirm, retire)
/// Problem enrol.version_state (conflict).
Result<VersionState> moved(VersionState state, VersionEvent event);

enum class VersionOrigin { embedded, case_package, copy };
BOOST_DESCRIBE_ENUM(VersionOrigin, embedded, case_package, copy)

struct ReferentialVersion {
  ReferentialVersionId id;
  WorkspaceId workspace_id;
  Text<1, 120> label;
  Text<0, 20> rncp_number;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
  VersionState state = VersionState::draft;
  VersionOrigin origin = VersionOrigin::embedded;
  std::string sha256;                // of `content` as kept
  referential::Referential content;  // with resolutions in place when load_version() gives it
  std::optional<std::string> package;  // the CASE package it was imported from, as it came
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> confirmed_at;
  std::optional<PersonId> confirmed_by;
  std::optional<Instant> retired_at;
};
BOOST_DESCRIBE_STRUCT(ReferentialVersion, (), (id, workspace_id, label, rncp_number, valid_from, valid_to, state, origin, sha256, content, package,
                                               revision, created_at, confirmed_at, confirmed_by, retired_at))

enum class TruncatedKind { criterion, competency, modality };
BOOST_DESCRIBE_ENUM(TruncatedKind, criterion, competency, modality)
/// Something the source gives cut short: K3.6, C3.2.3, M3.2.
struct Truncation {
  std::string code;
  std::string block;
  TruncatedKind kind = TruncatedKind::criterion;
  std::string text;                           // the fragment, to the letter
  std::optional<std::string> reconstruction;  // an inference, shown as such
};
BOOST_DESCRIBE_STRUCT(Truncation, (), (code, block, kind, text, reconstruction))

using ResolutionId = Id<struct ResolutionTag>;
/// confirmed: the fragment stands as it is; completed: `text` replaces it.
enum class ResolutionKind { confirmed, completed };
BOOST_DESCRIBE_ENUM(ResolutionKind, confirmed, completed)
struct Resolution {
  ResolutionId id;
  WorkspaceId workspace_id;
  ReferentialVersionId version_id;
  std::string code;
  ResolutionKind kind = ResolutionKind::confirmed;
  Text<0, 2000> text;
  Text<1, 1000> motive;
  PersonId signed_by;
  Instant signed_at;
  std::optional<Instant> withdrawn_at;
  std::optional<PersonId> withdrawn_by;
};
BOOST_DESCRIBE_STRUCT(Resolution, (), (id, workspace_id, version_id, code, kind, text, motive, signed_by, signed_at, withdrawn_at, withdrawn_by))

/// With its resolutions in place. Problem enrol.version_not_found.
Result<ReferentialVersion> load_version(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id);
/// The confirmed version last confirmed, if any; exam sessions are planned on it.
std::optional<ReferentialVersion> version_in_force(store::Transaction& tx, WorkspaceId const& workspace);
/// What is still cut short in that block of the version; all blocks for "". A session of the block opens only on none.
std::vector<Truncation> open_truncations(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id, std::string const& block);

/// The block of that code; nullptr when the version has none.
referential::Block const* find_block(ReferentialVersion const& version, std::string_view block);
/// The criteria of a block in order.
std::vector<referential::Criterion const*> criteria_of(ReferentialVersion const& version, std::string_view block);

/// An award of `block` in one version counts in the other: the same version, or the certifier's table says so.
bool equivalent(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& from, ReferentialVersionId const& to,
                std::string const& block);
/// The same for many awards: the table is read once.
class Equivalents {
 public:
  Equivalents(store::Transaction& tx, WorkspaceId const& workspace);
  bool hold(ReferentialVersionId const& from, ReferentialVersionId const& to, std::string const& block) const;

 private:
  std::set<std::tuple<ReferentialVersionId, ReferentialVersionId, std::string>> table_;
};

}  // namespace parvis::enrol
