#pragma once

#include <filesystem>

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace palpate::gui {

/// While two sessions are compared: which ones, that it goes on, and how to give up.
class ComparingPane final : public QFrame {
    Q_OBJECT

  public:
    explicit ComparingPane(QWidget* parent = nullptr);

    void setSessions(const std::filesystem::path& a, const std::filesystem::path& b);

  Q_SIGNALS:
    void cancelRequested();

  private:
    QLabel* names_;
    QPushButton* cancel_;
};

}  // namespace palpate::gui
