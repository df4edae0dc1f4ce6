// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The audit export of a session (R6113-16-8): one ZIP with an index for people and one for programs, each file with its
// SHA-256. No NIR is in it; names only when asked, and never but for who runs the certification. Asked again of the same
// records it is the same bytes.
//
// Problem codes: certify.archive_not_found, certify.archive_unready (its minutes are not closed), certify.archive_state.

#include "certify/certify.h"

namespace parvis::certify {

using ArchiveId = Id<struct ArchiveTag>;

/// named: the minutes as signed, and who is behind each pseudonym; pseudonyms: neither.
enum class ArchiveIdentities { named, pseudonyms };
BOOST_DESCRIBE_ENUM(ArchiveIdentities, named, pseudonyms)
enum class ArchiveState { asked, making, ready, failed, expired };
BOOST_DESCRIBE_ENUM(ArchiveState, asked, making, ready, failed, expired)
inline constexpr int archive_days = 7;  // how long the file stays

struct SessionArchive {
  ArchiveId id;
  WorkspaceId workspace_id;
  std::string session_id;
  std::string title;
  ArchiveIdentities identities = ArchiveIdentities::pseudonyms;
  identity::Locale locale = identity::Locale::fr;
  std::int64_t ledger_entries = 0;  // of the chain as it stood when asked
  ArchiveState state = ArchiveState::asked;
  std::int64_t step = 0;
  std::int64_t steps = 0;
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::string sha256;   // "" until ready
  std::string problem;  // code, of a failed one
  Instant asked_at;
  std::optional<Instant> made_at;
};
BOOST_DESCRIBE_STRUCT(SessionArchive, (), (id, workspace_id, session_id, title, identities, locale, ledger_entries, state, step, steps, files, bytes, sha256, problem,
                                           asked_at, made_at))

struct AskArchive {
  std::string session_id;
  ArchiveIdentities identities = ArchiveIdentities::pseudonyms;
  identity::Locale locale = identity::Locale::fr;
};
BOOST_DESCRIBE_STRUCT(AskArchive, (), (session_id, identities, locale))
/// Queues it. Problems examine.session_not_found, certify.archive_unready.
Result<SessionArchive> ask_archive(Desk const& desk, Actor const& actor, AskArchive const& request);
/// Latest first, with the sessions of which one may be asked.
struct Archivable {
  std::string session_id;
  std::string title;
  std::string block;
  std::string minutes_number;
};
BOOST_DESCRIBE_STRUCT(Archivable, (), (session_id, title, block, minutes_number))
struct ArchivePage {
  std::vector<SessionArchive> items;
  std::vector<Archivable> sessions;
};
BOOST_DESCRIBE_STRUCT(ArchivePage, (), (items, sessions))
ArchivePage archives(Desk const& desk, Actor const& actor);
/// The file, and its download in the trail. Problems certify.archive_not_found, certify.archive_state.
Result<std::filesystem::path> archive_file(Desk const& desk, Actor const& actor, ArchiveId const& id);

/// The jobs: makes it; takes away what stood long enough.
struct MakeArchive {
  WorkspaceId workspace_id;
  ArchiveId id;
};
BOOST_DESCRIBE_STRUCT(MakeArchive, (), (workspace_id, id))
Done make_archive(Desk const& desk, MakeArchive const& wanted, std::function<void(double)> const& tell);
Done expire_archives(Desk const& desk);

}  // namespace parvis::certify
