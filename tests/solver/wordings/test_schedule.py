"""Times, warm-up, checkpoints, early stopping and tokens are read however they are worded."""

from fractions import Fraction

import pytest

from solver.explain.results import explain
from solver.results import Solution
from solver.solve import solve

Wordings = list[tuple[str, dict[str, int | Fraction]]]

TIMES: Wordings = [
    ("5 epochs took 40 minutes. How long do 100 epochs take?", {"time_total": 48000}),
    ("5个epoch用了40分钟，100个epoch要多久？", {"time_total": 48000}),
    ("100 iterations take 20 seconds; how long for 40,000 iterations?", {"time_total": 8000}),
    ("每100步要12秒，一共5万步，要跑几个小时", {"time_total": 6000}),
    ("Every 50 steps takes 30 s. 20,000 steps in total: how many hours?", {"time_total": 12000}),
    ("I get 4 epochs an hour. How long will 60 epochs take?", {"time_total": 54000}),
    ("一小时能跑3个epoch，跑完120个epoch要几天", {"time_total": 144_000}),
    (
        "The training runs at 2.5 iterations per second, 90,000 iterations: how many hours?",
        {"time_total": 36000},
    ),
    ("速度是 2.5 it/s，一共 90000 次迭代，要几个小时", {"time_total": 36000}),
    ("Each epoch takes 1 h 30 min. How long do 20 epochs take?", {"time_total": 108_000}),
    ("每个epoch要1分30秒，200个epoch要多久", {"time_total": 18000}),
    ("One epoch takes 0:12:30. Total time for 40 epochs?", {"time_total": 30000}),
    (
        "I have trained 30 of 100 epochs and each takes 12 minutes. How much time is left?",
        {"time_remaining": 50400},
    ),
    ("已经训练了30个epoch，总共100个epoch，每个epoch 12分钟，还要多久", {"time_remaining": 50400}),
    (
        "30 epochs took 5 hours; I want 100 epochs in total. How much longer do I have to wait?",
        {"time_remaining": 42000},
    ),
    ("前30个epoch花了5小时，总共要跑100个epoch，还要多久", {"time_remaining": 42000}),
    ("Training took 36 hours on 8 GPUs. How many GPU hours is that?", {"gpu_hours": 288}),
    ("8张卡训练了36小时，一共多少卡时？", {"gpu_hours": 288}),
    (
        "50,000 images, batch size 100, 0.2 s per step. How long is one epoch and how long are 90 epochs?",
        {"time_per_epoch": 100, "time_total": 9000},
    ),
    (
        "5万张图，batch size 100，每步0.2秒，一个epoch多久，90个epoch多久？",
        {"time_per_epoch": 100, "time_total": 9000},
    ),
    (
        "60,000 images per epoch and one epoch takes 2 minutes. How many images per second?",
        {"throughput": 500},
    ),
    ("一个epoch 60000张图，用时2分钟，每秒处理多少张图？", {"throughput": 500}),
    (
        "batch size 64 and each iteration takes 250 ms: how many samples per second?",
        {"throughput": 256},
    ),
    ("batch size 64，每次迭代250毫秒，每秒能处理多少样本", {"throughput": 256}),
    ("120 epochs ran for 20 hours. How many minutes is one epoch?", {"time_per_epoch": 600}),
    ("120个epoch跑了20小时，平均一个epoch几分钟", {"time_per_epoch": 600}),
    (
        "An epoch takes 20 minutes of training plus 4 minutes of validation. How long do 50 epochs take?",
        {"time_total": 72000},
    ),
    ("每个epoch训练20分钟，验证4分钟，50个epoch一共多久", {"time_total": 72000}),
    ("4 GPUs for 3 days: how many GPU hours?", {"gpu_hours": 288}),
    ("we process 50k tokens/s. How long for 9B tokens?", {"time_total": 180_000}),
    ("每秒处理5万个token，训练90亿token要多久", {"time_total": 180_000}),
    (
        "It took 3 h 20 min for 50 epochs. What is the average time per epoch in minutes?",
        {"time_per_epoch": 240},
    ),
    ("50轮一共用了3小时20分钟，平均一轮几分钟？", {"time_per_epoch": 240}),
    ("We trained on 16 V100 GPUs for 4 days. GPU hours?", {"gpu_hours": 1536}),
    ("训练用了64张A100，跑了10天，合多少GPU小时？", {"gpu_hours": 15360}),
    ("1.3 s/it, 12000 iterations, how long does the whole training take?", {"time_total": 15600}),
    ("每个iter要1.3秒，一共12000个iter，总共要多久", {"time_total": 15600}),
    (
        "60000 samples, batch size 32, it runs at 15 it/s. How long does an epoch take?",
        {"time_per_epoch": 125},
    ),
    ("6万样本，batch size 32，速度15it/s，一个epoch要多久？", {"time_per_epoch": 125}),
    (
        "The whole training of 90 epochs should finish in 24 hours. How long may one epoch take at most?",
        {"time_per_epoch": 960},
    ),
    ("要在24小时内训完90个epoch，一个epoch最多多长时间", {"time_per_epoch": 960}),
    (
        "I've done 12,000 of 50,000 iterations in 4 hours. How long until it is finished?",
        {"time_remaining": 45600},
    ),
    ("已经跑了12000步，用了4小时，一共50000步，还需要多久", {"time_remaining": 45600}),
    ("20k images, each image takes 5 ms. How long is one epoch?", {"time_per_epoch": 100}),
    (
        "At 800 images per second, how long does one epoch of ImageNet with 1,281,167 images take?",
        {"time_per_epoch": Fraction(1281167, 800)},
    ),
    ("每秒处理800张图，128万张图一个epoch要多久", {"time_per_epoch": 1600}),
    (
        "8 GPUs finish an epoch in 10 minutes; 100 epochs are how many GPU hours?",
        {"gpu_hours": Fraction(400, 3)},
    ),
    ("8张卡一个epoch 10分钟，100个epoch是多少GPU时", {"gpu_hours": Fraction(400, 3)}),
    (
        "Our code processes 2,500 tokens/sec/GPU on 256 GPUs. How many days for 1T tokens?",
        {"time_total": 1_562_500},
    ),
    ("每张卡每秒处理2500个token，256张卡，训练1万亿token要多少天", {"time_total": 1_562_500}),
    (
        "my training runs at 3.2s/it and there are 1500 its per epoch. how many hours for 20 epochs",
        {"time_total": 96000},
    ),
    ("1个iter 0.35s，一个epoch 2000个iter，跑50个epoch得多久啊", {"time_total": 35000}),
    ("2080ti上一个epoch 40分钟，打算跑300个epoch，大概要几天？", {"time_total": 720_000}),
    (
        "Each epoch takes about 25 min on my laptop, and I want 200 epochs. how many days is that?",
        {"time_total": 300_000},
    ),
    ("It says 1:15:00 per epoch. 24 epochs -> how many hours?", {"time_total": 108_000}),
    (
        "100k steps took 12 hours, so what is the time per step in seconds?",
        {"time_per_iteration": Fraction(54, 125)},
    ),
    ("10万步跑了12小时，每步多少秒", {"time_per_iteration": Fraction(54, 125)}),
    (
        "i have 118k images, bs 16, 0.5s/iter, how long for 12 epochs (hours)?",
        {"time_total": 44250},
    ),
    ("118000张图，bs 16，0.5s/iter，12个epoch要几小时", {"time_total": 44250}),
    ("A100 does 2400 img/s. 1.28M images, 90 epochs, how many hours?", {"time_total": 48000}),
    ("单卡每秒350张图，128万张，90个epoch要训多久", {"time_total": Fraction(2304000, 7)}),
    ("We trained on 32 GPUs for 72 hours, what would that be in GPU-days?", {"gpu_hours": 2304}),
    (
        "ETA per epoch is 45 minutes and 8 epochs are left. How long do I still have to wait?",
        {"time_remaining": 21600},
    ),
    ("每个epoch 45分钟，还剩8个epoch，还要等多久？", {"time_remaining": 21600}),
    (
        "total 7330 iters per epoch, time: 0.42 s per iter; how long is an epoch in minutes",
        {"time_per_epoch": Fraction(15393, 5)},
    ),
    ("An epoch takes about an hour; how long are 30 epochs?", {"time_total": 108_000}),
    ("一个epoch要半小时，48个epoch要多久", {"time_total": 86400}),
    ("每个epoch两个半小时，10个epoch多久", {"time_total": 90000}),
    ("3 epochs in an hour; how long for 30 epochs?", {"time_total": 36000}),
    (
        "iter 100: loss 2.31, time 300ms\niter 200: loss 2.11, time 310ms\nmax_iters = 50000. How long does the whole training take?",
        {"time_total": 15250},
    ),
    (
        "Epoch 10, Time 1000s\nEpoch 20, Time 2000s\nHow long do 60 epochs take?",
        {"time_total": 6000},
    ),
]

WARM_UPS: Wordings = [
    ("10,000 total steps with warmup_ratio 0.06: how many warmup steps?", {"warmup_steps": 600}),
    ("总步数10000，warmup比例0.06，预热多少步？", {"warmup_steps": 600}),
    (
        "1,000 iterations per epoch, 5 warm-up epochs: how many warm-up iterations?",
        {"warmup_steps": 5000},
    ),
    ("每个epoch 1000次迭代，预热5个epoch，预热一共多少步", {"warmup_steps": 5000}),
    (
        "Warm-up of 500 steps, 250 steps per epoch: how many epochs does warm-up last?",
        {"warmup_epochs": 2},
    ),
    ("warmup 500步，每个epoch 250步，warmup相当于几个epoch", {"warmup_epochs": 2}),
    (
        "20,000 steps in total, the first 1,000 of them are warm-up. What percentage is warm-up?",
        {"warmup_percent": 5},
    ),
    ("总共20000步，前1000步预热，预热占百分之几？", {"warmup_percent": 5}),
    ("8000步里10%用于warmup，warmup多少步", {"warmup_steps": 800}),
    (
        "32,000 samples, batch size 32, 3 epochs, warmup 10%: how many warmup steps?",
        {"warmup_steps": 300},
    ),
    (
        "32000条数据，batch size 32，训练3轮，前10%的步数做warmup，warmup是多少步？",
        {"warmup_steps": 300},
    ),
    ("100 epochs, warm-up ratio 0.05: how many epochs of warm-up?", {"warmup_epochs": 5}),
    ("100个epoch，预热比例0.05，预热几个epoch", {"warmup_epochs": 5}),
    (
        "Linear warmup over the first 3% of 60,000 steps. How many steps is that?",
        {"warmup_steps": 1800},
    ),
    ("一共60000步，前3%线性预热，预热多少步？", {"warmup_steps": 1800}),
    (
        "num_warmup_steps=500, num_training_steps=10000. What is the warmup ratio?",
        {"warmup_ratio": Fraction(1, 20)},
    ),
    (
        "We warm up for 10k iterations of 64 sequences. How many sequences are seen during warm-up?",
        {"warmup_samples": 640_000},
    ),
    (
        "50,000 images, batch 128, 200 epochs with 5 epochs of warm-up: how many warm-up iterations?",
        {"warmup_steps": 1955},
    ),
    ("5万张图，batch 128，训练200轮，前5轮warmup，warmup多少次迭代？", {"warmup_steps": 1955}),
    (
        "total steps 20000, warmup 2000. How many steps remain for the decay?",
        {"decay_steps": 18000},
    ),
    ("总共20000步，warmup 2000步，剩下多少步用于衰减", {"decay_steps": 18000}),
    ("epochs=100, warmup_epochs=10, steps_per_epoch=312: warmup steps?", {"warmup_steps": 3120}),
    ("warmup_ratio=0.1，total steps=4680，warmup多少step", {"warmup_steps": 468}),
    (
        "The first 4000 of 100000 steps use warmup. What share of the training is warmup?",
        {"warmup_percent": 4},
    ),
    ("学习率warmup 1000步，batch size 32，warmup阶段一共看了多少样本？", {"warmup_samples": 32000}),
    (
        "5 epoch warmup, 1.28M images, global batch 4096. how many warmup iters?",
        {"warmup_steps": 1565},
    ),
    ("warmup 5个epoch，128万张图，总batch 4096，warmup多少个iter", {"warmup_steps": 1565}),
    (
        "nw = max(round(2 * nb), 200) is the warmup, nb is the number of batches. 900 images, batch 30: how many warmup iterations?",
        {"warmup_steps": 200},
    ),
    (
        "nw = max(round(4 * nb), 200) is the warmup, nb is the number of batches. 900 images, batch 10: how many warmup iterations?",
        {"warmup_steps": 360},
    ),
    (
        "warmup_epochs is 2 but at least 500 warmup iterations. 3,000 images, batch size 20: how many warmup iterations are there?",
        {"warmup_steps": 500},
    ),
    (
        "warmup_epochs=3，但至少1000次迭代。数据6400张，batch 32，warmup多少个iter",
        {"warmup_steps": 1000},
    ),
    ("预热2个epoch，不少于100步，8000张图，batch size 40，预热多少步", {"warmup_steps": 400}),
    (
        "8万条数据，batch 40，训20轮，前2轮warmup，warmup的步数是多少，占总步数的百分之几",
        {"warmup_steps": 4000, "warmup_percent": 10},
    ),
]

INTERVALS: Wordings = [
    ("Save every 500 steps, 3,200 steps in total. How many checkpoints?", {"checkpoints": 6}),
    ("每500步保存一次，一共3200步，会保存几个检查点", {"checkpoints": 6}),
    (
        "We save a checkpoint every 5 epochs and train 90 epochs. How many checkpoints are saved?",
        {"checkpoints": 18},
    ),
    ("每5个epoch保存一次模型，训练90个epoch，一共保存多少个模型", {"checkpoints": 18}),
    ("eval_steps=250, 4000 steps in total: how many evaluations?", {"evaluations": 16}),
    ("每250步评估一次，总共4000步，要评估几次？", {"evaluations": 16}),
    (
        "Validation runs every 2 epochs for 50 epochs. How many times is it evaluated?",
        {"evaluations": 25},
    ),
    ("logging_steps 20, 5,000 steps: how many times is the loss logged?", {"log_lines": 250}),
    ("每20步打印一次loss，一共5000步，会打印多少次", {"log_lines": 250}),
    (
        "The job crashed at step 3,700 and we save every 500 steps. How many steps are lost?",
        {"iterations_unsaved": 200},
    ),
    ("跑到第3700步崩了，每500步保存一次，丢了多少步？", {"iterations_unsaved": 200}),
    (
        "save_steps=400, num_train_epochs=3, 8,000 examples, batch size 8. How many checkpoints?",
        {"checkpoints": 7},
    ),
    ("save_steps=400，8000条数据，batch size 8，3个epoch，会保存几次？", {"checkpoints": 7}),
    (
        "10,000 iterations with evaluation after every 500. How many evaluations take place?",
        {"evaluations": 20},
    ),
    ("训练10000次迭代，每500次迭代验证一次，一共验证多少次？", {"evaluations": 20}),
    (
        "A checkpoint is 1.2 GB and we save every 1000 steps for 15000 steps. How many checkpoints are written?",
        {"checkpoints": 15},
    ),
    (
        "Models are saved after every epoch for 30 epochs. How many checkpoints are there?",
        {"checkpoints": 30},
    ),
    ("每个epoch保存一次模型，训练30个epoch，一共保存多少个模型", {"checkpoints": 30}),
    (
        "I save a checkpoint every 2000 steps and train 25k steps. How many files will I have?",
        {"checkpoints": 12},
    ),
    (
        "save_strategy=epoch, num_train_epochs=5. how many checkpoints will be saved?",
        {"checkpoints": 5},
    ),
    (
        "save_total_limit=2, save_steps=500, max_steps=5000: how many checkpoints are left on disk at the end?",
        {"checkpoints_kept": 2},
    ),
    (
        "只保留最近3个checkpoint，每1000步存一次，一共8000步，最后磁盘上剩几个？",
        {"checkpoints_kept": 3},
    ),
    (
        "eval_steps=100, 20 epochs, 50 steps per epoch. how often is the model evaluated?",
        {"evaluations": 10},
    ),
    ("每10个epoch验证一次，共100个epoch，要验证几次", {"evaluations": 10}),
    (
        "logging_steps=10, 3 epochs, 1000 samples, batch size 10: how many log lines do I get?",
        {"log_lines": 30},
    ),
    (
        "We resume from step 2048 and save every 256 steps until step 5120. How many new checkpoints?",
        {"new_checkpoints": 12},
    ),
    (
        "save_total_limit=5, save_steps=1000, max_steps=3000: how many checkpoints are on disk at the end?",
        {"checkpoints_kept": 3},
    ),
    (
        "9,000 steps, a checkpoint every 2000 steps and also at the end. How many checkpoints?",
        {"checkpoints": 5},
    ),
    (
        "8,000 steps, save_steps=2000, and the final step is also saved. How many checkpoints?",
        {"checkpoints": 4},
    ),
    (
        "一共7000步，每2000步存一个checkpoint，最后一步也会存，一共几个checkpoint",
        {"checkpoints": 4},
    ),
    (
        "save_steps 400, save_total_limit 3, 5200 steps. What is the oldest checkpoint on disk?",
        {"oldest_checkpoint": 4400},
    ),
    (
        "总共9000步，每1000步保存一次，save_total_limit=4，最早的checkpoint是多少步的",
        {"oldest_checkpoint": 6000},
    ),
    (
        "It crashed at step 8,450 and saves every 1000 steps. How many steps do I lose, and how many are left out of 30,000?",
        {"iterations_unsaved": 450, "remaining_iterations": 21550},
    ),
    ("跑到第5300步挂了，每500步存一次，白跑了多少步", {"iterations_unsaved": 300}),
]

STOPS: Wordings = [
    (
        "Patience is 7 and the best epoch was 21. At which epoch does training stop?",
        {"early_stop_epoch": 28},
    ),
    ("patience=7，最好的epoch是第21个，会在第几个epoch停止？", {"early_stop_epoch": 28}),
    (
        "Early stopping ended the run at epoch 34 with patience 10. Which epoch was the best?",
        {"best_epoch": 24},
    ),
    ("早停在第34个epoch触发，patience是10，最优的是第几个epoch", {"best_epoch": 24}),
    ("Best epoch 12, training stopped at epoch 20. What was the patience?", {"patience": 8}),
    ("最好的是第12个epoch，第20个epoch停止训练，patience是多少？", {"patience": 8}),
    (
        "Validation losses: 0.9, 0.7, 0.65, 0.66, 0.68, 0.64. With patience 2, when does early stopping stop, and which epoch was best?",
        {"early_stop_epoch": 5, "best_epoch": 3},
    ),
    (
        "验证损失依次为0.9、0.7、0.65、0.66、0.68、0.64，patience=2，第几个epoch停？最好的是哪个epoch？",
        {"early_stop_epoch": 5, "best_epoch": 3},
    ),
    (
        "val acc per epoch 0.71 0.75 0.78 0.77 0.76 0.77, patience 3: after which epoch does training stop?",
        {"early_stop_epoch": 6},
    ),
    (
        "EarlyStopping(patience=5). The lowest val_loss came at epoch 17. When does the training stop?",
        {"early_stop_epoch": 22},
    ),
    (
        "EarlyStopping(patience=5)，val_loss在第17个epoch最低，什么时候停止训练？",
        {"early_stop_epoch": 22},
    ),
    (
        "My model stopped after 43 epochs with a patience of 8. What was the best epoch?",
        {"best_epoch": 35},
    ),
    (
        "epoch 1: 0.62, epoch 2: 0.51, epoch 3: 0.53, epoch 4: 0.55 validation loss. With patience 2, at which epoch does early stopping trigger?",
        {"early_stop_epoch": 4},
    ),
    (
        "第1轮loss 0.62，第2轮loss 0.51，第3轮loss 0.53，第4轮loss 0.55，patience=2，第几轮早停？",
        {"early_stop_epoch": 4},
    ),
    (
        "eval every 200 steps, patience 4, best eval loss at step 3,000. At which step does it stop?",
        {"early_stop_iteration": 3800},
    ),
    ("每200步评估一次，patience=4，第3000步最好，会在第几步停止", {"early_stop_iteration": 3800}),
    (
        "patience=10. Validation loss was lowest at epoch 35. When will training be stopped?",
        {"early_stop_epoch": 45},
    ),
    (
        "连续5个epoch没有提升就停，最好的是第12个epoch，会在第几个epoch停？",
        {"early_stop_epoch": 17},
    ),
    (
        "Training stops if there is no improvement for 6 epochs. It stopped at epoch 30. Which was the best epoch?",
        {"best_epoch": 24},
    ),
    ("早停patience 15，训练在第80轮停了，最佳模型是第几轮的？", {"best_epoch": 65}),
    (
        "val losses: 0.50 0.45 0.44 0.46 0.43 0.47 0.48 0.49 - with patience=3 when does it stop?",
        {"early_stop_epoch": 8},
    ),
    (
        "每轮验证准确率：80.1%, 82.3%, 83.0%, 82.9%, 82.5%, 82.8%，patience=3，第几轮停？",
        {"early_stop_epoch": 6},
    ),
    (
        "Validation runs every 2 epochs and patience is 4. The best epoch is 30. At which epoch does it stop?",
        {"early_stop_epoch": 38},
    ),
    (
        "Evaluation every 200 steps, patience 5. The best eval was at step 2,600. When does it stop and how many evaluations were there?",
        {"early_stop_iteration": 3600, "evaluations": 18},
    ),
    (
        "每100步评估一次，patience=4，第1500步之后指标就没提升过，会在多少步停下",
        {"early_stop_iteration": 1900},
    ),
    (
        "patience=6, stopped at epoch 40. Which epoch was the best and how many epochs of 120 were skipped?",
        {"best_epoch": 34, "epochs_not_run": 80},
    ),
    (
        "patience=3, start_from_epoch=5, the val loss was best at epoch 11. After which epoch does it stop, and how many of my 50 epochs are saved?",
        {"early_stop_epoch": 14, "epochs_not_run": 36},
    ),
    (
        "val acc: 61.5, 63.0, 64.2, 64.1, 63.9, 64.0. Early stopping with patience 2: where does it stop?",
        {"early_stop_epoch": 5},
    ),
]

TOKENS: Wordings = [
    (
        "batch size 64, sequence length 1024: how many tokens per batch?",
        {"tokens_per_batch": 65536},
    ),
    ("batch size 64，序列长度1024，一个batch多少token？", {"tokens_per_batch": 65536}),
    ("1B tokens, batch of 0.5M tokens: how many steps?", {"total_iterations": 2000}),
    ("10亿token，每个batch 50万token，要训练多少步", {"total_iterations": 2000}),
    (
        "100,000 steps with 32 sequences of 512 tokens each: how many tokens in total?",
        {"tokens_seen": 1_638_400_000},
    ),
    ("训练10万步，每步32条序列，每条512个token，一共多少token？", {"tokens_seen": 1_638_400_000}),
    (
        "A corpus of 300M tokens, batch of 100k tokens. How many steps is one epoch?",
        {"iterations_per_epoch": 3000},
    ),
    ("语料3亿token，每批10万token，一个epoch多少步", {"iterations_per_epoch": 3000}),
    (
        "We trained with a batch size of 1024 for 300 epochs on ImageNet (1.28M images). How many iterations is that?",
        {"total_iterations": 375_000},
    ),
    (
        "LLaMA is trained on 1.4T tokens with a batch size of 4M tokens. How many steps?",
        {"total_iterations": 350_000},
    ),
    ("LLaMA用1.4T tokens训练，batch size为4M tokens，一共多少步？", {"total_iterations": 350_000}),
    (
        "batch size 512 with sequence length 2048: how many steps for 100B tokens?",
        {"total_iterations": 95368},
    ),
    ("batch size 512，序列长度2048，训练1000亿token需要多少步", {"total_iterations": 95368}),
    (
        "We use 64 GPUs with 8 sequences of 4096 tokens each. How many tokens per batch?",
        {"tokens_per_batch": 2_097_152},
    ),
    (
        "每张卡8条序列，每条4096个token，64张卡，一个batch多少token？",
        {"tokens_per_batch": 2_097_152},
    ),
    (
        "The model sees 26B tokens over 4 epochs. How large is the corpus in tokens?",
        {"tokens_per_epoch": 6_500_000_000},
    ),
    ("GPT-2 small: 9B tokens, 0.5M tokens per step. How many steps?", {"total_iterations": 18000}),
    ("预训练300B tokens，global batch size 4M tokens，要多少步", {"total_iterations": 75000}),
    (
        "global batch size 1024, seq len 4096, 250k steps, how many tokens is that in total?",
        {"tokens_seen": 1_048_576_000_000},
    ),
    (
        "micro batch 4, gradient accumulation 8, 16 GPUs, context length 2048. Tokens per update?",
        {"tokens_per_batch": 1_048_576},
    ),
    (
        "micro batch 4，梯度累积8，16卡，上下文长度2048，每次更新多少token",
        {"tokens_per_batch": 1_048_576},
    ),
    ("1B tokens, batch of 0.3M tokens: how many steps?", {"total_iterations": 3334}),
    ("batch size是3.2M tokens，前375M tokens做warmup，是多少步", {"warmup_steps": 118}),
]

PLACES: Wordings = [
    (
        "60,000 samples, batch size 100. In which epoch is iteration 25,000?",
        {"epoch_at_iteration": 42},
    ),
    ("6万样本，batch 100，第25000次迭代在第几个epoch？", {"epoch_at_iteration": 42}),
    ("469 iterations per epoch. Step 2,500 is in which epoch?", {"epoch_at_iteration": 6}),
    ("每个epoch 469步，现在跑到第2500步，是第几个epoch", {"epoch_at_iteration": 6}),
    (
        "500 steps per epoch, 20 epochs; I am at step 3,000. How many steps are left?",
        {"remaining_iterations": 7000},
    ),
    ("每个epoch 500步，共20个epoch，现在跑到3000步，还剩多少步", {"remaining_iterations": 7000}),
    (
        "Training for 10 epochs costs 5 hours; how many epochs can I train in 24 hours?",
        {"epochs": 48},
    ),
    ("10个epoch要5小时，24小时能训练多少个epoch？", {"epochs": 48}),
    (
        "An epoch takes 7 minutes. How many epochs can I do in 8 hours?",
        {"epochs": Fraction(480, 7)},
    ),
    (
        "The paper trains for 500k iterations with batch size 256 on 1.28M images. How many epochs is that?",
        {"epochs": 100},
    ),
    ("论文里说训练50万次迭代，batch size 256，数据集128万张，相当于多少个epoch？", {"epochs": 100}),
    (
        "batch size 64, 20,000 samples: after 1,000 iterations, how many epochs have been completed?",
        {"epochs": Fraction(1000, 313)},
    ),
    ("1 epoch = 250 iterations. Which epoch contains iteration 1,001?", {"epoch_at_iteration": 5}),
    (
        "max_iter 90000, batch size 16, 118287 images. In which epoch is the lr drop at iteration 60000?",
        {"epoch_at_iteration": 9},
    ),
    (
        "The dataset has 2 billion tokens and we train on 10 billion tokens. How many epochs is that?",
        {"epochs": 5},
    ),
    ("数据集20亿token，总共训练100亿token，相当于几个epoch", {"epochs": 5}),
    ("一个epoch 1200步，第5000步是第几个epoch", {"epoch_at_iteration": 5}),
    (
        "We resume from iteration 40000 of 90000. How many iterations remain?",
        {"remaining_iterations": 50000},
    ),
    ("从第40000步恢复训练，总共90000步，还剩多少步", {"remaining_iterations": 50000}),
    ("trained 37 of 120 epochs so far, how many epochs left?", {"remaining_epochs": 83}),
]


def assert_answered(text: str, expected: dict[str, int | Fraction]) -> None:
    """The answers hold each expected number, and the reply reads in both languages."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    values = {a.quantity: a.span.value for a in reversed(result.answers) if a.span}
    assert {name: values.get(name) for name in expected} == expected
    assert all(
        line.strip() for language in ("en", "zh") for line in explain(result, language).answer
    )


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_follow_from_rates_counts_and_each_other(
    text: str, expected: dict[str, int | Fraction]
) -> None:
    """A time of some part gives that of any other part, or the rate, in seconds."""
    assert_answered(text, expected)


@pytest.mark.parametrize(("text", "expected"), WARM_UPS)
def test_a_warm_up_is_told_in_iterations_epochs_or_shares(
    text: str, expected: dict[str, int | Fraction]
) -> None:
    """A warm-up may be told as a count, in epochs or as a share, and asked in any other way."""
    assert_answered(text, expected)


@pytest.mark.parametrize(("text", "expected"), INTERVALS)
def test_what_is_done_every_so_often_is_counted(
    text: str, expected: dict[str, int | Fraction]
) -> None:
    """Checkpoints, evaluations and log lines follow from their interval, in iterations or epochs."""
    assert_answered(text, expected)


@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_early_stopping_is_worked_out_from_any_two_of_its_numbers(
    text: str, expected: dict[str, int | Fraction]
) -> None:
    """Best epoch, patience and the stop follow from each other, or from a row of losses."""
    assert_answered(text, expected)


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_data_is_counted_in_tokens(text: str, expected: dict[str, int | Fraction]) -> None:
    """Language models are counted in tokens: of a batch, of a run, of a corpus."""
    assert_answered(text, expected)


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_place_in_a_run_is_found(text: str, expected: dict[str, int | Fraction]) -> None:
    """An iteration lies in an epoch, and so much of the run is left after it."""
    assert_answered(text, expected)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (
            "If I want 20 checkpoints over 50,000 steps, every how many steps should I save?",
            2381,
            2500,
        ),
        ("总共5万步，想保存20个checkpoint，每隔多少步保存一次", 2381, 2500),
    ],
)
def test_an_interval_may_be_any_of_several(text: str, low: int, high: int) -> None:
    """Twenty checkpoints come out of every interval in a range."""
    result = solve(text)
    assert isinstance(result, Solution)
    span = result.answers[0].span
    assert span is not None
    assert (span.low, span.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "6,400 images, batch size 64, 10 epochs: how many iterations, and what should the lr be?",
        "6400张图，batch 64，10个epoch，一共多少次迭代，学习率应该设多少",
        "save_steps=1000, 8000 steps: how many checkpoints, and how much disk space at 4 GB each?",
        "一共8000步，每1000步保存一次，存几个checkpoint，要多少磁盘空间",
    ],
)
def test_what_no_count_answers_is_not_passed_over(text: str) -> None:
    """A rate or a size on disk that is asked too is asked back, not left out without a word."""
    assert not isinstance(solve(text), Solution)
