// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Numbers that are never given twice, not even by an instance put back from a backup: of minutes, and of certificates in the
// room above. Each series of a year counts in the records and in a file beside them (<data>/numbers), which a backup does not
// hold. The file is on the disk before the records commit, so that a number lost to a crash leaves a gap, never a double.
// An instance whose records and files do not know one another (restored elsewhere) gives no number until the certifier says,
// for each series, the last one that was given.
//
//   Numbering numbers(folder / "numbers");
//   numbers.settle(database, clock);                                         // once at start
//   TRY(auto const number, numbers.next(tx, {workspace, "minutes", 2026}));  // 1, 2, 3 …
//
// Thread-safe. Problem codes: judge.numbers_unconfirmed (conflict), judge.jump_backwards (below the last known number).

#include <filesystem>
#include <mutex>

#include "identity/identity.h"

namespace parvis::judge {

struct Series {
  identity::WorkspaceId workspace;
  std::string name;  // "minutes", "certificate"
  std::int64_t year = 0;
};

class Numbering {
 public:
  /// Creates the folder.
  explicit Numbering(std::filesystem::path folder);

  /// Makes records and files know one another where both are new; otherwise finds out whether they do.
  void settle(store::Database& database, Clock const& clock);

  /// The next of the series. Throws std::runtime_error when the file cannot be written: nothing is committed then.
  Result<std::int64_t> next(store::Transaction& tx, Series const& series);

  /// The certifier's word that `last` is the highest number given in the series; numbers go on from there.
  Done confirm(store::Transaction& tx, Series const& series, std::int64_t last);
  /// Whether the series waits for that word.
  bool unconfirmed(store::Transaction& tx, Series const& series) const;

 private:
  std::filesystem::path place_of(Series const& series) const;

  std::filesystem::path const folder_;
  std::mutex mutex_;
  std::string home_;  // the token that records and folder share; "" until settled
};

}  // namespace parvis::judge
