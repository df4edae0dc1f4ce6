// SPDX-License-Identifier: AGPL-3.0-or-later
#include <iterator>

#include "base/file_digest.h"
#include "certify/act.h"
#include "certify/archive_content.h"
#include "certify/archive_store.h"
#include "jobs/queue.h"

namespace parvis::certify {
namespace {

std::filesystem::path place_of(Desk const& desk, ArchiveId const& id) { return desk.archives / (id.to_string() + ".zip"); }

void save(Desk const& desk, SessionArchive const& archive) {
  desk.database.write([&](store::Transaction& tx) { put(tx, archive); });
}

struct Written {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::string sha256;
};

Result<Written> written(Desk const& desk, SessionArchive& archive, std::function<void(double)> const& tell) {
  TRY(auto entries, archive_content(desk, archive, [&](std::int64_t step) {
    archive.step = step;
    save(desk, archive);
    tell(static_cast<double>(step) / static_cast<double>(archive.steps));
  }));
  auto indexes = archive_indexes(desk, archive, entries);
  entries.insert(entries.begin(), std::make_move_iterator(indexes.begin()), std::make_move_iterator(indexes.end()));
  std::filesystem::create_directories(desk.archives);
  std::filesystem::path const place = place_of(desk, archive.id);
  TRY_DONE(render::write_archive(place, entries));
  auto const digest = digest_of_file(place);
  if (!digest) return unavailable("render.archive_failed", place.string());
  return Written{std::ssize(entries), digest->bytes, digest->sha256};
}

}  // namespace

Result<SessionArchive> ask_archive(Desk const& desk, Actor const& actor, AskArchive const& request) {
  auto const session_id = examine::ExamSessionId::parse(request.session_id);
  if (!session_id) return not_found("examine.session_not_found");
  return desk.database.write([&](store::Transaction& tx) -> Result<SessionArchive> {
    TRY(auto const session, examine::load_session(tx, actor.workspace, *session_id));
    if (judge::minutes_of(tx, session.id).empty()) return conflict("certify.archive_unready");
    SessionArchive archive;
    archive.id = ArchiveId::make(desk.clock);
    archive.workspace_id = actor.workspace;
    archive.session_id = request.session_id;
    archive.title = session.title.to_string();
    archive.identities = request.identities;
    archive.locale = request.locale;
    archive.ledger_entries = enrol::chain_end(tx, actor.workspace).number;
    archive.steps = archive_steps;
    archive.asked_at = desk.clock.now();
    put(tx, archive);
    identity::record_audit(tx, desk.clock, actor, {"certify.archive_asked", "archive", archive.id.to_string()});
    jobs::enqueue(tx, {.kind = "certify.make_archive", .payload = json::encode(MakeArchive{actor.workspace, archive.id}), .run_at = desk.clock.now()});
    return archive;
  });
}

ArchivePage archives(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    ArchivePage page{archive_rows(tx, actor.workspace), {}};
    for (examine::ExamSession const& session : examine::sessions_of(tx, actor.workspace)) {
      auto const minutes = judge::minutes_of(tx, session.id);
      if (!minutes.empty()) page.sessions.push_back({session.id.to_string(), session.title.to_string(), session.block.to_string(), minutes.back().number});
    }
    return page;
  });
}

Result<std::filesystem::path> archive_file(Desk const& desk, Actor const& actor, ArchiveId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::filesystem::path> {
    auto const archive = find_archive(tx, actor.workspace, id);
    if (!archive) return not_found("certify.archive_not_found");
    if (archive->state != ArchiveState::ready) return conflict("certify.archive_state", json::name_of(archive->state));
    identity::record_audit(tx, desk.clock, actor, {"certify.archive_taken", "archive", id.to_string()});
    return place_of(desk, id);
  });
}

Done make_archive(Desk const& desk, MakeArchive const& wanted, std::function<void(double)> const& tell) {
  auto found = desk.database.read([&](store::Transaction& tx) { return find_archive(tx, wanted.workspace_id, wanted.id); });
  if (!found || found->state == ArchiveState::ready || found->state == ArchiveState::expired) return {};
  found->state = ArchiveState::making;
  save(desk, *found);
  auto const made = written(desk, *found, tell);
  found->made_at = desk.clock.now();
  found->state = made ? ArchiveState::ready : ArchiveState::failed;
  if (made) {
    found->files = made->files;
    found->bytes = made->bytes;
    found->sha256 = made->sha256;
  } else {
    found->problem = made.error().code;
  }
  save(desk, *found);
  return {};
}

Done expire_archives(Desk const& desk) {
  Instant const before = desk.clock.now() - std::chrono::days(archive_days);
  for (SessionArchive& archive : archives_made_before(desk.database, before)) {
    std::filesystem::remove(place_of(desk, archive.id));
    archive.state = ArchiveState::expired;
    save(desk, archive);
  }
  return {};
}

}  // namespace parvis::certify
