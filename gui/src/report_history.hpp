#pragma once

#include <QUndoStack>

#include "palpate/core/event.hpp"

namespace palpate::gui {

/// The reports that were added to the session on screen, to be taken back and added again in turn.
class ReportHistory final : public QObject {
    Q_OBJECT

  public:
    explicit ReportHistory(QObject* parent) : QObject(parent), stack_(new QUndoStack(this)) {}

    /// Adds a report: reportAdded() follows.
    void add(const Event& report);
    /// Of another session: what was added so far stays there.
    void clear() { stack_->clear(); }
    /// Its texts name the reports.
    [[nodiscard]] QUndoStack& stack() { return *stack_; }

  Q_SIGNALS:
    void reportAdded(const palpate::Event& report);
    void reportRemoved(const palpate::Event& report);

  private:
    QUndoStack* stack_;
};

}  // namespace palpate::gui
