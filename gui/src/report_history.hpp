#pragma once

#include <vector>

#include <QUndoStack>

#include "palpate/core/event.hpp"
#include "palpate/core/outcome.hpp"

namespace palpate::gui {

/// The reports that were added to the session on screen and the outcomes that were changed, to be taken back
/// and done again in turn.
class ReportHistory final : public QObject {
    Q_OBJECT

  public:
    explicit ReportHistory(QObject* parent) : QObject(parent), stack_(new QUndoStack(this)) {}

    /// Adds a report: reportAdded() follows.
    void add(const Event& report);
    /// Puts `after` in place of `before`: outcomesChanged() follows. `what` was done, for people.
    void changeOutcomes(const std::vector<Outcome>& before, const std::vector<Outcome>& after,
                        const QString& what);
    /// Of another session: what was added so far stays there.
    void clear() { stack_->clear(); }
    /// Its texts name what was done.
    [[nodiscard]] QUndoStack& stack() { return *stack_; }

  Q_SIGNALS:
    void reportAdded(const palpate::Event& report);
    void reportRemoved(const palpate::Event& report);
    /// All that the session has from now on.
    void outcomesChanged(const std::vector<palpate::Outcome>& outcomes);

  private:
    QUndoStack* stack_;
};

}  // namespace palpate::gui
