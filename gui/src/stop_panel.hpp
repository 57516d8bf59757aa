#pragma once

#include <string>

#include <QFrame>
#include <QPushButton>

namespace palpate::gui {

/// "Stop: symptom", and then which one. S opens it, Escape closes it.
class StopPanel final : public QFrame {
    Q_OBJECT

  public:
    explicit StopPanel(QWidget* parent = nullptr);

  Q_SIGNALS:
    /// An id of stopSymptoms().
    void stopReported(const std::string& symptom_id);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void open(bool on);

    QPushButton* stop_;
    QWidget* symptoms_;
    QPushButton* first_ = nullptr;
};

}  // namespace palpate::gui
