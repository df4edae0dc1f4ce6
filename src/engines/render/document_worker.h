// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Fine, accessible documents: a template of ours and its data become PDF/UA-1 through Typst, in a child process (Node)
// that starts with the first document, restarts after a crash, and stops when idle, so that it costs no memory at rest.
//
//   DocumentWorker worker({.script = folder / "packages/documents/worker.mjs"});
//   Result<std::string> pdf = worker.pdf({"charter", json::encode(charter), {}, clock.now()});
//
// Templates and vocabularies stand in templates/ and are carried inside the program. What people typed goes in as JSON
// values and is never read as Typst source.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace parvis::render {

class ChildProcess;

struct DocumentWorkerSettings {
  std::filesystem::path node = "node";  // looked up in PATH when it has no slash; 20 or later
  std::filesystem::path script;         // packages/documents/worker.mjs, its packages installed beside it
  Milliseconds deadline{20'000};        // of one document, the wait for its turn included; four times that when the child must be started
  Milliseconds idle{30'000};            // without a document, after which the child is stopped
  std::size_t most_waiting = 16;        // documents waiting for their turn
  std::size_t most_memory = std::size_t{1} << 30;  // bytes of the child; it is ended beyond
};

/// A file that the template reads by name, such as "chart-1.svg".
struct DocumentAsset {
  std::string name;
  std::string bytes;
};

struct Document {
  std::string template_name;  // "charter", "report"
  std::string data;           // the JSON object that the template expects (charter_document.h, report_document.h)
  std::vector<DocumentAsset> assets;
  Instant made_at;            // the document's creation time; the same input and time give the same bytes
};

/// Thread-safe: documents are made one at a time, the others wait their turn.
class DocumentWorker {
 public:
  explicit DocumentWorker(DocumentWorkerSettings settings);
  ~DocumentWorker();
  DocumentWorker(DocumentWorker const&) = delete;
  DocumentWorker& operator=(DocumentWorker const&) = delete;

  /// The PDF's bytes. Problems: "render.worker_unavailable" (Node or its packages are missing, or it crashed twice),
  /// "render.template_failed" (the compiler's words in detail), "render.timeout", "render.out_of_memory",
  /// "render.queue_full", "render.template_unknown".
  Result<std::string> pdf(Document const& document);

  /// Whether the child lives now.
  bool running();

 private:
  using Moment = std::chrono::steady_clock::time_point;

  Result<std::string> pdf_by(Document const& document, Moment deadline);
  Result<std::string> ask(std::string const& request, Moment deadline);
  Done start(Moment deadline);
  void stop_when_idle(std::stop_token stop);

  DocumentWorkerSettings const settings_;
  std::timed_mutex turn_;  // held while a document is made; guards child_ and used_
  std::unique_ptr<ChildProcess> child_;
  Moment used_{};
  std::mutex waiting_mutex_;
  std::size_t waiting_ = 0;
  std::mutex idle_mutex_;
  std::condition_variable_any idle_changed_;
  bool awake_ = false;  // a child may live; guarded by idle_mutex_
  std::jthread idler_;  // last: it uses all of the above
};

}  // namespace parvis::render
