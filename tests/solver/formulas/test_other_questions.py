"""Questions about other things are left to those who answer them."""

import pytest

from solver.formulas import solve_formula

CONCEPTS = [
    "what is precision?",
    "What is the difference between precision and recall?",
    "Is an accuracy of 95% good?",
    "accuracy went from 60% to 80% in 10 epochs",
    "My validation accuracy is stuck at 0.5 after 20 epochs, why?",
    "Why is my loss 2.3 at the start with 10 classes?",
    "softmax or sigmoid for 10 classes?",
    "Should I use ReLU or tanh in a network with 3 layers?",
    "What does cross entropy measure?",
    "My training loss is 0.35 and my validation loss is 0.6, am I overfitting?",
    "How many epochs should I train with a learning rate of 0.001?",
    "What learning rate should I use for Adam?",
    "What learning rate is good for batch size 32?",
    "What batch size fits into 24 GB of memory?",
    "Out of memory with batch size 64 on a 24GB GPU, what can I do?",
    "Does F1 matter when 99% of the samples are negative?",
    "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 8.00 GiB total capacity)",
    "Why does a momentum of 0.9 help gradient descent?",
    "Explain warm-up over 500 steps",
    "What does gamma=0.1 do in StepLR?",
    "什么是精确率？",
    "准确率从 60% 升到 80% 用了 10 个 epoch",
    "训练 20 轮后验证准确率一直是 0.5，为什么？",
    "10 分类的损失为什么一开始是 2.3？",
    "softmax 和 sigmoid 有什么区别，10 个类别用哪个？",
    "学习率 0.001 合适吗？",
    "batch size 32 该用多大的学习率？",
    "24G 显存能跑多大的 batch size？",
    "显存不够，batch size 64 报错怎么办",
    "动量取 0.9 有什么作用？",
    "3 层网络用 ReLU 还是 tanh？",
    "训练损失 0.35，验证损失 0.6，是过拟合吗？",
    "F1 和准确率哪个更适合 1:99 的数据？",
    "学习率预热 500 步是什么意思",
]
COUNTS = [
    "learning rate 0.001, batch size 32, 1000 samples, how many iterations?",
    "warmup steps for ratio 0.1 and 5000 steps",
    "60,000 images, batch size 100, 10 epochs: how many weight updates?",
    "How many parameter updates are made in 5 epochs with 50,000 samples and batch size 128?",
    "I train nn.Linear(784, 10) with batch size 64 on 60000 images: iterations per epoch?",
    "total steps 10000, warmup ratio 0.06: how many warm-up steps?",
    "cosine schedule over 100 epochs of 391 iterations: how many steps in total?",
    "effective batch size with batch size 8, gradient accumulation 4 and 2 GPUs?",
    "A step takes 0.35 s; how long do 10 epochs of 500 steps take?",
    "2000 samples in 4 batches: what is the batch size?",
    "StepLR(step_size=30) with 90 epochs, how often does the learning rate drop?",
    "With 1000 samples and accuracy logged every 50 steps at batch size 10, how many log lines in an epoch?",
    "checkpoint every 500 iterations, 3000 iterations, how many checkpoints?",
    "5 fold cross-validation of 1000 samples: size of a fold?",
    "学习率 0.001，批大小 32，样本 1000，一个 epoch 多少次迭代？",
    "总步数 5000，预热比例 0.1，预热多少步？",
    "60000 张图片，batch size 100，训练 10 轮，参数更新多少次？",
    "训练集 50000，批大小 128，5 个 epoch 更新多少次参数？",
    "梯度累积 4，每卡 batch size 8，2 张卡，等效 batch size 是多少",
    "每步 0.35 秒，10 个 epoch 每个 500 步，总共多长时间？",
    "2000 个样本分成 4 批，每批多少个？",
    "每 500 步保存一次，共 3000 步，有几个检查点",
    "1000 个样本做 5 折交叉验证，每折多少个",
    "batch_size=32\nepochs=10\nlearning_rate=1e-3\n样本 10000，共多少步？",
    "Epoch 3/10 - loss: 0.4512 - accuracy: 0.8431 - val_loss: 0.5012",
    "model.compile(loss='mse', metrics=['accuracy']); model.fit(x, y, epochs=10, batch_size=32), x has 1000 rows: steps?",
    "model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))\nfor epoch in range(5):\n    for x, y in loader: ...\nloader has batch_size=64 and 60000 samples. Iterations in all?",
]


@pytest.mark.parametrize("text", [*CONCEPTS, *COUNTS])
def test_it_is_no_formula(text: str) -> None:
    """Concepts, counts of steps, logs and code are not taken for formulas."""
    assert solve_formula(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "learning rate 0.1, 3 restarts, cosine over 100 epochs: lr at epoch 70?",
        "A depthwise convolution with 32 channels and a 3x3 kernel: how many parameters?",
        "How many parameters has an LSTM with 128 hidden units and 64 inputs?",
        "w=1, gradient 0.5, lr 0.1 with Adam: new weight?",
        "权重 1，梯度 0.5，学习率 0.1，用 Adam 更新一步后权重是多少",
        "w = 2, gradient 0.5, lr 0.1: weight after 3 steps?",
        "CNN: 28x28x1 input, conv 32 filters 3x3, 2x2 max pooling, then a dense layer with 10 outputs. How many parameters?",
        "With linear warmup over 10% of 10000 steps to 5e-5, what is the learning rate at step 500?",
        "转置卷积 3x3，步长 2，输入 16x16，输出尺寸？",
    ],
)
def test_formulas_that_we_do_not_have_are_not_guessed(text: str) -> None:
    """Something close to a formula of ours is left alone rather than answered wrong."""
    assert solve_formula(text) is None
