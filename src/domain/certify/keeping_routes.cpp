// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept, for how long, and what is taken out for an audit.
#include "certify/archive.h"
#include "certify/retention.h"
#include "certify/room_routes.h"

namespace parvis::certify {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

void download_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::get, "/api/certification/archives/{archive}/archive.zip", may::run_certification, "The archive, once it is made", "application/zip", {}, {}, {}, {}, {}};
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<ArchiveId>("archive"));
    TRY(auto file, archive_file(desk, actor(asked), id));
    http::Response response;
    response.content_type = "application/zip";
    response.file = std::move(file);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"session-" + id.to_string() + ".zip\"");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  };
  router.raw(std::move(row));
}

}  // namespace

void register_keeping_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/archives";
  router.get<ArchivePage>(list, may::run_certification, "Archives asked for, latest first, and the sessions of which one may be asked",
                          [&desk](Asked const& asked) -> Result<ArchivePage> { return archives(desk, actor(asked)); });
  router.post<AskArchive, SessionArchive>(list, may::run_certification, "Asks the archive of a session whose minutes are closed; made by a job",
                                          [&desk](Asked const& asked, AskArchive const& body) { return ask_archive(desk, actor(asked), body); });
  download_route(router, desk);
  router.get<RetentionPage>("/api/certification/retention", may::run_certification, "What is kept until when, on which ground, and what was purged",
                            [&desk](Asked const& asked) -> Result<RetentionPage> { return retention_page(desk, actor(asked)); });
}

}  // namespace parvis::certify
