#include "report_history.hpp"

#include <utility>

#include <QUndoCommand>

#include "review_words.hpp"

namespace palpate::gui {

namespace {

class AddReport final : public QUndoCommand {
  public:
    AddReport(ReportHistory& history, Event report)
        : QUndoCommand(eventLine(report)), history_(history), report_(std::move(report))
    {}

    void redo() override { Q_EMIT history_.reportAdded(report_); }
    void undo() override { Q_EMIT history_.reportRemoved(report_); }

  private:
    ReportHistory& history_;
    Event report_;
};

}  // namespace

void ReportHistory::add(const Event& report)
{
    // The stack owns its commands, and does what they do when it takes them.
    stack_->push(new AddReport(*this, report));
}

}  // namespace palpate::gui
