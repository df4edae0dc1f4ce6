// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/act.h"
#include "measure/declared.h"
#include "measure/measure_store.h"
#include "studio/studio.h"

namespace parvis::measure {
namespace {

constexpr Milliseconds future_slack = std::chrono::minutes(5);

/// Another brand's image is nobody's here.
Done check_screenshot(store::Transaction& tx, BrandId const& brand, DeclareReading const& request) {
  if (!request.screenshot_asset_id) return {};
  auto const id = studio::AssetId::parse(*request.screenshot_asset_id);
  if (id && studio::load_asset(tx, brand, *id)) return {};
  return invalid_field("screenshot_asset_id", "measure.screenshot_unknown", "", *request.screenshot_asset_id);
}

}  // namespace

Reading reading_of(Clock const& clock, BrandId const& brand, DeclareReading const& request, Origin origin) {
  return {ReadingId::make(clock), brand,  request.publication_id,      request.metric,
          request.value,          request.at.value_or(clock.now()), origin, request.screenshot_asset_id,
          request.note.value_or(Text<0, 300>()), clock.now()};
}

Done check_publication(store::Transaction& tx, Desk const& desk, BrandId const& brand, std::string const& publication) {
  if (desk.sources.has_publication(tx, brand, publication)) return {};
  return fail({Kind::not_found, "publish.publication_not_found", {{"publication_id", "measure.publication_unknown", "", publication}}, {}, {}});
}

Done check_moment(Clock const& clock, DeclareReading const& request) {
  if (!request.at || *request.at <= clock.now() + future_slack) return {};
  return invalid_field("at", "measure.in_the_future", clock.now().to_string(), request.at->to_string());
}

Result<Reading> declare_reading(Desk const& desk, Actor const& actor, DeclareReading const& request) {
  if (request.value < 0) return invalid_field("value", "measure.value_negative", "0", std::to_string(request.value));
  TRY_DONE(check_moment(desk.clock, request));
  return desk.database.write([&](store::Transaction& tx) -> Result<Reading> {
    TRY_DONE(check_publication(tx, desk, actor.brand, request.publication_id));
    TRY_DONE(check_screenshot(tx, actor.brand, request));
    Reading const reading = reading_of(desk.clock, actor.brand, request, Origin::declared);
    insert_reading(tx, reading);
    record_act(tx, desk, actor, {"measure.reading_declared", "publication", reading.publication_id, "C5.1.1", "publier/" + reading.publication_id});
    return reading;
  });
}

void keep_measured(store::Transaction& tx, Clock const& clock, BrandId const& brand, DeclareReading const& reading) {
  insert_reading(tx, reading_of(clock, brand, reading, Origin::measured));
}

void keep_supplied(store::Transaction& tx, Clock const& clock, BrandId const& brand, DeclareReading const& reading) {
  insert_reading(tx, reading_of(clock, brand, reading, Origin::supplied));
}

std::vector<Reading> readings_of(Desk const& desk, Actor const& actor, std::string const& publication) {
  return desk.database.read([&](store::Transaction& tx) { return reading_rows(tx, actor.brand, publication); });
}

}  // namespace parvis::measure
