#pragma once

#include <vector>

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "palpate/core/event.hpp"

namespace palpate::gui {

/// What was said and marked during a session, with a way to add to it, and the facts of the recording.
class SessionDetails final : public QWidget {
    Q_OBJECT

  public:
    explicit SessionDetails(QWidget* parent = nullptr);

    void setEvents(const std::vector<Event>& events);
    /// Lines of recordingFacts(); empty while they are not known.
    void setFacts(const QString& rich_text) { facts_->setText(rich_text); }
    void setAdding(bool on) { add_->setChecked(on); }

  Q_SIGNALS:
    void timeChosen(double time_s);
    /// The user wants to add reports of pain, or no more.
    void addingChanged(bool on);

  private:
    [[nodiscard]] QFrame* makeCard(const QString& title, QWidget* content, QWidget* action);

    QListWidget* events_;
    QPushButton* add_;
    QLabel* facts_;
};

}  // namespace palpate::gui
