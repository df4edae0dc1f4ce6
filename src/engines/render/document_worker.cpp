// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/document_worker.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/json.h"
#include "embedded/document_templates.h"
#include "render/internal/child_process.h"

namespace parvis::render {
namespace {

constexpr int first_start = 3;  // deadlines more, when Node, the compiler and the fonts must be started first

/// From Debian's fonts-inter, fonts-dejavu-core and fonts-noto-color-emoji; the compiler carries Libertinus itself.
constexpr char const* fonts[] = {
    "/usr/share/fonts/opentype/inter/Inter-Regular.otf",  "/usr/share/fonts/opentype/inter/Inter-Italic.otf",
    "/usr/share/fonts/opentype/inter/Inter-Medium.otf",   "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
    "/usr/share/fonts/opentype/inter/Inter-Bold.otf",     "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
};

std::string opening() {
  boost::json::object templates;
  for (embedded::File const& file : embedded::document_templates()) templates[file.name] = std::string(file.bytes);
  boost::json::array paths;
  for (char const* path : fonts) paths.emplace_back(path);
  return boost::json::serialize(boost::json::object{{"templates", templates}, {"fonts", paths}});
}

bool is_template(std::string const& name) {
  auto const all = embedded::document_templates();
  return name != "house" && std::any_of(all.begin(), all.end(), [&](embedded::File const& file) { return file.name == name + ".typ"; });
}

Result<std::string> request_text(Document const& document) {
  TRY(json::Value const data, json::parse(document.data));
  boost::json::object assets;
  for (DocumentAsset const& asset : document.assets) assets[asset.name] = base64(asset.bytes);
  return boost::json::serialize(boost::json::object{
      {"template", document.template_name}, {"data", data}, {"assets", assets}, {"made_at", document.made_at.milliseconds() / 1000}});
}

Result<std::string> pdf_of(std::string const& answer) {
  auto const read = json::parse(answer);
  auto const* object = read ? read->if_object() : nullptr;
  if (object == nullptr) return unavailable("render.worker_unavailable", "an answer that is no object");
  if (auto const* failure = object->if_contains("failure")) return unavailable("render.template_failed", json::text_of(*failure));
  auto const* encoded = object->if_contains("pdf");
  auto pdf = encoded != nullptr ? from_base64(json::text_of(*encoded)) : std::nullopt;
  if (!pdf) return unavailable("render.worker_unavailable", "an answer without a document");
  return std::move(*pdf);
}

bool is_gone(Problem const& problem) { return problem.code == "render.worker_gone"; }

}  // namespace

DocumentWorker::DocumentWorker(DocumentWorkerSettings settings)
    : settings_(std::move(settings)), idler_([this](std::stop_token stop) { stop_when_idle(stop); }) {}

DocumentWorker::~DocumentWorker() = default;

Result<std::string> DocumentWorker::pdf(Document const& document) {
  if (!is_template(document.template_name)) return unsupported("render.template_unknown", document.template_name);
  Moment const deadline = std::chrono::steady_clock::now() + settings_.deadline;
  {
    std::lock_guard const lock(waiting_mutex_);
    if (waiting_ > settings_.most_waiting) return unavailable("render.queue_full");
    ++waiting_;
  }
  auto made = pdf_by(document, deadline);
  std::lock_guard const lock(waiting_mutex_);
  --waiting_;
  return made;
}

Result<std::string> DocumentWorker::pdf_by(Document const& document, Moment deadline) {
  TRY(std::string const request, request_text(document));
  std::unique_lock turn(turn_, deadline);
  if (!turn) return unavailable("render.timeout", "waiting for its turn");
  bool const warm = child_ != nullptr && child_->alive();
  // A start that ran out of time would be lost with its child, and the next one as cold: under load nothing would ever print.
  Moment const cold_deadline = deadline + first_start * settings_.deadline;
  auto answer = ask(request, warm ? deadline : cold_deadline);
  // A warm child may have ended since its last document without any fault of this one: one more try with a fresh one.
  if (!answer && is_gone(answer.error()) && warm) answer = ask(request, cold_deadline);
  used_ = std::chrono::steady_clock::now();
  if (!answer && is_gone(answer.error())) return unavailable("render.worker_unavailable", "the child ended before it answered");
  if (!answer) return fail(std::move(answer).error());
  return pdf_of(*answer);
}

Result<std::string> DocumentWorker::ask(std::string const& request, Moment deadline) {
  if (child_ == nullptr || !child_->alive()) TRY_DONE(start(deadline));
  Done sent = child_->send(request, deadline);
  auto answer = sent ? child_->receive(deadline) : Result<std::string>(fail(sent.error()));
  // Whatever went wrong, the next answer on this channel could be this one's: start afresh.
  if (!answer) child_.reset();
  return answer;
}

Done DocumentWorker::start(Moment deadline) {
  child_.reset();
  if (!std::filesystem::exists(settings_.script)) return unavailable("render.worker_unavailable", settings_.script.string() + " is absent");
  TRY(child_, ChildProcess::start({settings_.node.string(), "--max-old-space-size=256", settings_.script.string()}, settings_.most_memory));
  {
    std::lock_guard const lock(idle_mutex_);
    awake_ = true;
  }
  idle_changed_.notify_one();
  return child_->send(opening(), deadline);
}

bool DocumentWorker::running() {
  std::lock_guard const turn(turn_);
  return child_ != nullptr && child_->alive();
}

void DocumentWorker::stop_when_idle(std::stop_token stop) {
  while (true) {
    std::unique_lock lock(idle_mutex_);
    if (!idle_changed_.wait(lock, stop, [this] { return awake_; })) return;
    idle_changed_.wait_for(lock, stop, settings_.idle, [] { return false; });
    if (stop.stop_requested()) return;
    lock.unlock();
    std::lock_guard const turn(turn_);
    if (child_ != nullptr && std::chrono::steady_clock::now() - used_ < settings_.idle) continue;
    child_.reset();
    std::lock_guard const still(idle_mutex_);
    awake_ = false;
  }
}

}  // namespace parvis::render
