// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/secretstore.h"

#include <QPointer>
#include <QTest>

#include <utility>

/// Answers when, and what, the test says.
class FakeStore final : public assayer::store::SecretStore {
public:
    struct Question {
        QString verb;
        QString key;
        assayer::store::StoredSecret secret;
        QPointer<QObject> context;
        Answer<std::optional<assayer::store::StoredSecret>> read;
        Answer<assayer::store::Stored> write;
        Answer<bool> remove;
    };
    QList<Question> questions;

    void read(const assayer::store::SecretKey& key, QObject* context,
              Answer<std::optional<assayer::store::StoredSecret>> answer) override
    {
        questions.append({QStringLiteral("read"), key.text, {}, context, std::move(answer), {}, {}});
    }
    void write(const assayer::store::SecretKey& key, const assayer::store::StoredSecret& secret, QObject* context,
               Answer<assayer::store::Stored> answer) override
    {
        questions.append({QStringLiteral("write"), key.text, secret, context, {}, std::move(answer), {}});
    }
    void remove(const assayer::store::SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        questions.append({QStringLiteral("remove"), key.text, {}, context, {}, {}, std::move(answer)});
    }

    /// As the contract has it: nobody is told who has gone.
    void answerRead(const assayer::support::Result<std::optional<assayer::store::StoredSecret>>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("read"));
        if (question.context)
            question.read(answer);
    }
    void answerWrite(const assayer::support::Result<assayer::store::Stored>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("write"));
        if (question.context)
            question.write(answer);
    }
    void answerRemove(const assayer::support::Result<bool>& answer)
    {
        const Question question = questions.takeFirst();
        QCOMPARE(question.verb, QStringLiteral("remove"));
        if (question.context)
            question.remove(answer);
    }
};
