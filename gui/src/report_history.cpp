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

class ChangeOutcomes final : public QUndoCommand {
  public:
    ChangeOutcomes(ReportHistory& history, std::vector<Outcome> before, std::vector<Outcome> after,
                   const QString& what)
        : QUndoCommand(what), history_(history), before_(std::move(before)), after_(std::move(after))
    {}

    void redo() override { Q_EMIT history_.outcomesChanged(after_); }
    void undo() override { Q_EMIT history_.outcomesChanged(before_); }

  private:
    ReportHistory& history_;
    std::vector<Outcome> before_;
    std::vector<Outcome> after_;
};

}  // namespace

void ReportHistory::add(const Event& report)
{
    // The stack owns its commands, and does what they do when it takes them.
    stack_->push(new AddReport(*this, report));
}

void ReportHistory::changeOutcomes(const std::vector<Outcome>& before, const std::vector<Outcome>& after,
                                   const QString& what)
{
    stack_->push(new ChangeOutcomes(*this, before, after, what));
}

}  // namespace palpate::gui
