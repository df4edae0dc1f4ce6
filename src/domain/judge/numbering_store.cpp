// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>

#include "base/durable_file.h"
#include "base/random.h"
#include "judge/numbering.h"
#include "store/record.h"

namespace parvis::judge {
namespace {

constexpr auto home_row = "SELECT token, restored_at FROM judge_number_home WHERE id = 'home'";
constexpr auto keep_home =
    "INSERT INTO judge_number_home (id, token, restored_at) VALUES ('home', $1, $2) "
    "ON CONFLICT (id) DO UPDATE SET token = excluded.token, restored_at = excluded.restored_at";
constexpr auto counter_row = "SELECT last, home FROM judge_number WHERE workspace_id = $1 AND name = $2 AND year = $3";
constexpr auto claim_counter =
    "INSERT INTO judge_number (workspace_id, name, year, last, home) VALUES ($1, $2, $3, 0, $4) "
    "ON CONFLICT (workspace_id, name, year) DO UPDATE SET last = judge_number.last RETURNING last";
constexpr auto keep_counter =
    "INSERT INTO judge_number (workspace_id, name, year, last, home) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (workspace_id, name, year) DO UPDATE SET last = excluded.last, home = excluded.home";

constexpr std::size_t token_bytes = 16;

std::string read_text(std::filesystem::path const& file) {
  std::ifstream in(file);
  std::string text;
  std::getline(in, text);
  return text;
}

std::int64_t counted_in(std::filesystem::path const& file) {
  std::string const text = read_text(file);
  return text.empty() ? 0 : std::stoll(text);
}

store::Parameters key_of(Series const& series) { return {series.workspace.to_string(), series.name, series.year}; }

void keep(store::Transaction& tx, Series const& series, std::int64_t last, std::string const& home) {
  tx.run(keep_counter, {series.workspace.to_string(), series.name, series.year, last, home});
}

// The claim lets one transaction at a time at the series, file and all. A lock of ours would be waited for by the transaction
// that holds the row, while who has the lock waits for the row.
std::int64_t claimed(store::Transaction& tx, Series const& series, std::string const& home) {
  return tx.first(claim_counter, {series.workspace.to_string(), series.name, series.year, home}).value().integer("last");
}

std::int64_t year_of(Instant at) {
  auto const day = std::chrono::floor<std::chrono::days>(std::chrono::sys_time<Milliseconds>(Milliseconds(at.milliseconds())));
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

}  // namespace

Numbering::Numbering(std::filesystem::path folder) : folder_(std::move(folder)) { std::filesystem::create_directories(folder_); }

std::filesystem::path Numbering::place_of(Series const& series) const {
  return folder_ / series.workspace.to_string() / (series.name + "-" + std::to_string(series.year));
}

void Numbering::settle(store::Database& database, Clock const& clock) {
  std::lock_guard const lock(mutex_);
  std::string const ours = read_text(folder_ / "home");
  home_ = database.write([&](store::Transaction& tx) -> std::string {
    auto const theirs = tx.first(home_row, {});
    if (theirs && theirs->text("token") == ours && !ours.empty()) return ours;
    bool const both_new = !theirs && ours.empty();
    std::string const token = random_token(token_bytes);
    write_durably(folder_ / "home", token + "\n");
    tx.run(keep_home, {token, both_new ? store::Parameter(nullptr) : store::Parameter(clock.now().milliseconds())});
    return token;
  });
}

bool Numbering::unconfirmed(store::Transaction& tx, Series const& series) const {
  auto const counter = tx.first(counter_row, key_of(series));
  if (counter) return counter->text("home") != home_;
  auto const home = tx.first(home_row, {});
  bool const restored = home && !home->is_null(1);
  return restored && series.year <= year_of(Instant::at_milliseconds(home->integer("restored_at")));
}

Result<std::int64_t> Numbering::next(store::Transaction& tx, Series const& series) {
  if (unconfirmed(tx, series)) return conflict("judge.numbers_unconfirmed", series.name + " " + std::to_string(series.year));
  std::int64_t const number = std::max(claimed(tx, series, home_), counted_in(place_of(series))) + 1;
  write_durably(place_of(series), std::to_string(number) + "\n");
  keep(tx, series, number, home_);
  return number;
}

Done Numbering::confirm(store::Transaction& tx, Series const& series, std::int64_t last) {
  std::int64_t const known = std::max(claimed(tx, series, home_), counted_in(place_of(series)));
  if (last < known) return invalid_field("last", "judge.jump_backwards", std::to_string(known), std::to_string(last));
  write_durably(place_of(series), std::to_string(last) + "\n");
  keep(tx, series, last, home_);
  return {};
}

}  // namespace parvis::judge
