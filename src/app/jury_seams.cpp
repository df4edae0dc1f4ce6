// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/jury_seams.h"

#include "base/json.h"

namespace parvis::app {
namespace {

boost::json::array signatures_of(judge::MinutesPrint const& print) {
  boost::json::array all;
  for (judge::PrintedSignature const& one : print.signatures) {
    all.push_back(boost::json::object{{"name", one.name}, {"method", json::name_of(one.method)}, {"image", one.image}, {"at", one.at.to_string()}});
  }
  return all;
}

/// The document bears the day of the meeting, so that the same minutes give the same bytes.
Instant dated(judge::MinutesContent const& content) { return resolve({content.date, content.time, content.zone, Fold::earlier}).at; }

}  // namespace

judge::PrintMinutes minutes_printer(render::DocumentWorker& worker) {
  return [&worker](judge::MinutesPrint const& print) {
    boost::json::object const document{{"language", json::name_of(print.locale)},
                                       {"content", json::to_value(print.content)},
                                       {"signatures", signatures_of(print)},
                                       {"state", print.signatures.empty() ? "draft" : "closed"}};
    std::vector<render::DocumentAsset> images;
    for (auto const& [name, bytes] : print.images) images.push_back({name, bytes});
    return worker.pdf({"minutes", boost::json::serialize(document), std::move(images), dated(print.content)});
  };
}

certify::NextSerial certificate_serials(judge::Numbering& numbers) {
  return [&numbers](store::Transaction& tx, identity::WorkspaceId const& workspace, std::int64_t year) { return numbers.next(tx, {workspace, "certificate", year}); };
}

}  // namespace parvis::app
