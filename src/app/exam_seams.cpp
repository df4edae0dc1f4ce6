// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exam_seams.h"

#include <algorithm>

#include "base/json.h"
#include "render/image.h"
#include "render/media_scrub.h"
#include "text/scrub.h"

namespace parvis::app {
namespace {

using Outcome = examine::CleanCopy::Outcome;

// The child's problems in the words of the room that asked.
Failure told(Problem problem) {
  if (problem.code == "document.overinflated") problem.code = "examine.file_overinflated";
  if (problem.code == "document.encrypted") problem.code = "examine.file_encrypted";
  if (problem.code == "document.media_opaque") {
    problem.code = "examine.file_media_opaque";
    std::string const name = problem.fields.empty() ? std::string() : problem.fields.front().value;
    problem.fields = {{"file", "examine.file_media_opaque", "PNG, JPEG, WebP, GIF", name}};
  }
  if (problem.code == "document.unreadable" || problem.code == "image.unreadable" || problem.code == "media.unreadable") {
    problem.code = "examine.file_content";
    problem.kind = Kind::invalid;
    problem.fields = {{"file", "examine.file_content", "", ""}};
  }
  return fail(std::move(problem));
}

Result<examine::CleanCopy> cleaned(Result<std::string> copy) {
  if (!copy) return told(copy.error());
  return examine::CleanCopy{std::move(*copy), Outcome::stripped};
}

std::optional<render::MediaFormat> media_format(std::string_view ending) {
  using enum render::MediaFormat;
  if (ending == "jpg" || ending == "jpeg") return jpeg;
  if (ending == "png") return png;
  if (ending == "webp") return webp;
  if (ending == "mp3") return mp3;
  if (ending == "wav") return wav;
  if (ending == "mp4" || ending == "m4a" || ending == "mov") return mp4;
  return std::nullopt;
}

struct Beacon {
  std::string url;
  Instant at;
  Instant consented_at;
};

std::string beacon_body(Beacon const& beacon, Clock const& clock) {
  using boost::json::array;
  using boost::json::object;
  object const view{{"id", new_uuid(clock.now())}, {"at", beacon.at.milliseconds()}, {"name", "page_view"}, {"url", beacon.url}};
  return boost::json::serialize(object{{"sent", beacon.at.milliseconds()}, {"visitor", new_uuid(clock.now())},
                                       {"consent", object{{"version", "1"}, {"at", beacon.consented_at.milliseconds()}}}, {"events", array{view}}});
}

http::Request visit_of(std::string body, std::int64_t number) {
  http::Request request;
  request.method = http::Method::post;
  request.body = std::move(body);
  request.remote_address = "198.51.100." + std::to_string(number % 254 + 1);  // documentation addresses (RFC 5737)
  request.headers["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  return request;
}

}  // namespace

Result<examine::CleanCopy> clean_copy(examine::FileFormat const& format, std::string const& bytes) {
  if (format.family == "document") return cleaned(text::scrubbed_document(bytes, text::ScrubbedFormat::scrub_pdf));
  if (format.family == "office") return cleaned(text::scrubbed_document(bytes, text::ScrubbedFormat::scrub_archive));
  if (format.family == "image") {
    if (auto const facts = render::probe_image(bytes); !facts) return told(facts.error());
  }
  if (auto const media = media_format(format.ending)) return cleaned(render::scrubbed_media(bytes, *media));
  return examine::CleanCopy{bytes, Outcome::untouched};
}

examine::PrintWork work_printer(render::DocumentWorker& worker, Clock const& clock) {
  return [&worker, &clock](examine::WorkPrint const& print) -> Result<std::string> {
    boost::json::object document = print.work.as_object();
    document["language"] = json::name_of(print.locale);
    document["title"] = print.title;
    return worker.pdf({"frozen", boost::json::serialize(document), {}, clock.now()});
  };
}

examine::CountVisits visit_counter(convert::CollectionDesk const& desk) {
  return [&desk](examine::SuppliedVisits const& supplied) {
    ManualClock then(supplied.at);
    convert::Desk const at_that_time{desk.convert.database, then, desk.convert.public_address};
    convert::CollectionDesk const collection{at_that_time, desk.events, desk.collector, desk.purchases};
    for (std::int64_t number = 0; number < supplied.count; ++number) {
      Beacon const beacon{strategy::tagged_target(supplied.link), supplied.at - std::chrono::seconds(20), supplied.at - std::chrono::minutes(2)};
      // A visit that a rule of the collection turns down is not counted, as on any site.
      static_cast<void>(convert::collect(collection, supplied.site.site_key, visit_of(beacon_body(beacon, then), number)));
    }
  };
}

}  // namespace parvis::app
