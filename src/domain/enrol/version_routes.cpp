// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/room_routes.h"
#include "enrol/version_store.h"
#include "enrol/versions.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

/// A version without its words, for lists.
struct VersionSummary {
  ReferentialVersionId id;
  Text<1, 120> label;
  Text<0, 20> rncp_number;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
  VersionState state = VersionState::draft;
  VersionOrigin origin = VersionOrigin::embedded;
  std::string sha256;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> confirmed_at;
  std::optional<Instant> retired_at;
  std::int64_t criteria = 0;
  std::int64_t anomalies = 0;
  std::int64_t open_truncations = 0;
};
BOOST_DESCRIBE_STRUCT(VersionSummary, (), (id, label, rncp_number, valid_from, valid_to, state, origin, sha256, revision, created_at, confirmed_at,
                                           retired_at, criteria, anomalies, open_truncations))
struct VersionList { std::vector<VersionSummary> items; };
BOOST_DESCRIBE_STRUCT(VersionList, (), (items))
/// A version with its words, resolutions in place, and what is behind them.
struct VersionView {
  VersionSummary summary;
  referential::Referential content;
  std::vector<Truncation> truncations;  // all of the source
  std::vector<Resolution> resolutions;  // withdrawn ones included
};
BOOST_DESCRIBE_STRUCT(VersionView, (), (summary, content, truncations, resolutions))
struct EquivalenceList { std::vector<Equivalence> items; };
BOOST_DESCRIBE_STRUCT(EquivalenceList, (), (items))

using identity::actor;

std::int64_t criteria_in(referential::Referential const& content) {
  std::int64_t count = 0;
  for (auto const& block : content.blocks) {
    for (auto const& group : block.evaluation.criteria_groups) count += std::ssize(group.criteria);
  }
  return count;
}

VersionSummary summary_of(ReferentialVersion const& version) {
  return {version.id, version.label, version.rncp_number, version.valid_from, version.valid_to, version.state, version.origin, version.sha256,
          version.revision, version.created_at, version.confirmed_at, version.retired_at, criteria_in(version.content),
          std::ssize(version.content.anomalies), std::ssize(truncations_of(version.content))};
}

Result<VersionView> view(Desk const& desk, Actor const& who, ReferentialVersionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<VersionView> {
    TRY(ReferentialVersion version, load_version(tx, who.workspace, id));
    VersionView shown;
    shown.summary = summary_of(version);
    shown.truncations = truncations_of(find_version(tx, who.workspace, id)->content);
    shown.resolutions = resolution_rows(tx, id);
    shown.content = std::move(version.content);
    return shown;
  });
}

VersionList all_versions(Desk const& desk, Actor const& who) {
  return desk.database.read([&](store::Transaction& tx) {
    VersionList list;
    for (ReferentialVersion const& one : version_rows(tx, who.workspace)) list.items.push_back(summary_of(*load_version(tx, who.workspace, one.id)));
    return list;
  });
}

Result<VersionSummary> summary(Result<ReferentialVersion> version) {
  if (!version) return fail(std::move(version).error());
  return summary_of(*version);
}

void version_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/versions", one = list + "/{version}";
  router.get<VersionList>(list, may::run_certification, "Versions of the referential, newest first",
                          [&desk](Asked const& asked) -> Result<VersionList> { return all_versions(desk, actor(asked)); });
  router.post<OpenVersion, VersionSummary>(list, may::run_certification, "Opens a draft version, from the embedded referential or as a copy",
                                           [&desk](Asked const& asked, OpenVersion const& body) { return summary(open_version(desk, actor(asked), body)); });
  router.get<VersionView>(one, may::run_certification, "One version with its words, what is cut short and what was settled",
                          [&desk](Asked const& asked) -> Result<VersionView> {
                            TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                            return view(desk, actor(asked), id);
                          });
  router.put<SaveVersion, VersionSummary>(one, may::run_certification, "Saves a version's dates, and a draft's words",
                                          [&desk](Asked const& asked, SaveVersion const& body) -> Result<VersionSummary> {
                                            TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                                            return summary(save_version(desk, actor(asked), id, body));
                                          });
  router.post<Signature, VersionSummary>(one + "/confirmation", may::run_certification, "Confirms a version, signed; nothing may be left cut short",
                                         [&desk](Asked const& asked, Signature const& body) -> Result<VersionSummary> {
                                           TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                                           return summary(confirm_version(desk, actor(asked), id, body));
                                         }, {.success = 200});
  router.act<VersionSummary>(Method::post, one + "/retirement", may::run_certification, "Retires a confirmed version",
                             [&desk](Asked const& asked) -> Result<VersionSummary> {
                               TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                               return summary(retire_version(desk, actor(asked), id));
                             });
}

void truncation_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/certification/versions/{version}/truncations/{code}";
  router.put<Resolve, Resolution>(one, may::run_certification, "Confirms or completes words the source gives cut short, signed",
                                  [&desk](Asked const& asked, Resolve const& body) -> Result<Resolution> {
                                    TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                                    return resolve_truncation(desk, actor(asked), id, asked.text("code"), body);
                                  });
  router.post<Signature, void>(one + "/withdrawal", may::run_certification, "Withdraws what was settled: the words are open again, signed",
                               [&desk](Asked const& asked, Signature const& body) -> Done {
                                 TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                                 return withdraw_resolution(desk, actor(asked), id, asked.text("code"), body);
                               });
}

void equivalence_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/equivalences";
  router.get<EquivalenceList>(list, may::run_certification, "Blocks whose award in one version counts in another",
                              [&desk](Asked const& asked) -> Result<EquivalenceList> {
                                auto const who = actor(asked);
                                return EquivalenceList{desk.database.read([&](store::Transaction& tx) { return equivalence_rows(tx, who.workspace); })};
                              });
  router.post<Declare, Equivalence>(list, may::run_certification, "Declares an equivalence, signed",
                                    [&desk](Asked const& asked, Declare const& body) { return declare_equivalence(desk, actor(asked), body); });
  router.remove(list + "/{equivalence}", may::run_certification, "Withdraws an equivalence", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<EquivalenceId>("equivalence"));
    return withdraw_equivalence(desk, actor(asked), id);
  });
}

}  // namespace

void register_version_routes(http::Router& router, Desk const& desk) {
  version_routes(router, desk);
  truncation_routes(router, desk);
  equivalence_routes(router, desk);
}

}  // namespace parvis::enrol
